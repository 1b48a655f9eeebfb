# /// script
# dependencies = [
#     "marimo",
#     "polars",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import polars as pl

    return mo, pl


@app.cell
def _(mo, pl):
    path = mo.notebook_location() / "public" / "prices.csv"
    prices = pl.read_csv(str(path))
    return (prices,)


@app.cell
def _(prices):
    print(prices.height)
    return


if __name__ == "__main__":
    app.run()
