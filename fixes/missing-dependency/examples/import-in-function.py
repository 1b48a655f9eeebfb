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
def table(rows):
    from tabulate import tabulate

    return tabulate(rows)


@app.cell
def _(mo):
    mo.plain_text(table([[1, 2], [3, 4]]))
    return


if __name__ == "__main__":
    app.run()
