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


@app.function
def answer():
    from helper_module import double

    return double(21)


@app.cell
def _(mo):
    mo.md(str(answer()))
    return


if __name__ == "__main__":
    app.run()
