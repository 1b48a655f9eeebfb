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
    import marimo as mo
    import micropip
    return (micropip, mo)


@app.cell
def _(mo):
    choice = mo.ui.text()
    choice
    return (choice,)


@app.cell
async def _(choice, micropip):
    await micropip.install(choice.value)
    return


if __name__ == "__main__":
    app.run()
