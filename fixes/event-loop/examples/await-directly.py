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
    async def answer():
        await asyncio.sleep(0)
        return 42

    return (answer,)


@app.cell
async def _(answer, asyncio):
    print(await answer(), asyncio.get_running_loop().is_running())
    return


if __name__ == "__main__":
    app.run()
