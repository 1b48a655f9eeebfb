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

    return (mo,)


@app.cell
def _(mo):
    button = mo.ui.run_button()
    button
    return (button,)


@app.cell
def _(button, mo):
    mo.stop(not button.value, mo.md("Press the button."))
    total = sum(range(10))
    return (total,)


@app.cell
def _(mo, total):
    mo.md(str(total))
    return


if __name__ == "__main__":
    app.run()
