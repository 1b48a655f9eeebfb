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
async def _(asyncio):
    await asyncio.sleep(0)
    if (total := sum([1, 2, 3])) > 5:
        print(f"{total = }")
    return


if __name__ == "__main__":
    app.run()
