# /// script
# dependencies = [
#     "marimo",
#     "pandas",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import pandas as pd

    return mo, pd


@app.cell
def _(mo):
    kind = mo.ui.text(label="kind of table")
    kind
    return (kind,)


@app.cell
def _(kind, pd):
    table = pd.read_csv(f"data/{kind.value}.csv")
    print(len(table))
    return


if __name__ == "__main__":
    app.run()
