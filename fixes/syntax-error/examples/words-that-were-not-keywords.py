# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    # `match`, `case` and `type` are names, too; `print` is a function with a separator.
    match = {"case": 1}
    type = match["case"]
    print(type, match, sep=" / ")
    return


@app.cell
async def _():
    import asyncio

    async def values():
        yield 2
        await asyncio.sleep(0)

    async with asyncio.Lock() as lock, asyncio.Semaphore(1):
        squares = [value**2 async for value in values() if value not in {lock}]
    print(*squares, sep="; ")
    return


if __name__ == "__main__":
    app.run()
