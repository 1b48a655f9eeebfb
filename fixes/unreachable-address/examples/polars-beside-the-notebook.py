# /// script
# dependencies = [
#     "marimo==0.23.4",
#     "polars",
#     "pyarrow",
# ]
# ///

import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import polars as pl

    return mo, pl


@app.cell
def _(mo, pl):
    pl.read_csv(str(mo.notebook_location() / "public" / "orders.csv"))
    return


if __name__ == "__main__":
    app.run()
