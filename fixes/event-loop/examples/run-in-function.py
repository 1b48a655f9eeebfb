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


    def ask():
        return asyncio.run(answer())


    lazily = lambda: asyncio.run(answer())
    return ask, lazily


@app.cell
def _(ask, lazily):
    print(ask(), lazily())
    return


if __name__ == "__main__":
    app.run()
