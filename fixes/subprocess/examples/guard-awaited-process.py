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
    import marimo as mo

    return asyncio, mo


@app.cell
async def _(asyncio):
    process = await asyncio.create_subprocess_exec("git", "status")
    code = await process.wait()
    return (code,)


@app.cell
def _(code, mo):
    mo.md(str(code))
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
