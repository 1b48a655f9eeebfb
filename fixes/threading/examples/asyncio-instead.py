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
    import asyncio

    return (asyncio,)


@app.cell
def _(asyncio):
    async def length(text):
        await asyncio.sleep(0)
        return len(text)

    return (length,)


@app.cell
async def _(asyncio, length):
    lengths = await asyncio.gather(length("a"), length("bb"))
    print(lengths, await asyncio.to_thread(abs, -1))
    return


if __name__ == "__main__":
    app.run()
