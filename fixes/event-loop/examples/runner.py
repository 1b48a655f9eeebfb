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


@app.function
async def answer():
    return 42


@app.cell
def _(asyncio):
    with asyncio.Runner() as _runner:
        print(_runner.run(answer()))
    return


if __name__ == "__main__":
    app.run()
