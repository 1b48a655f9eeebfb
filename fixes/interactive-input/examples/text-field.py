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
    name = mo.ui.text(label="Your name")
    name
    return (name,)


@app.cell
def _(mo, name):
    mo.md(f"Hello {name.value}")
    return


if __name__ == "__main__":
    app.run()
