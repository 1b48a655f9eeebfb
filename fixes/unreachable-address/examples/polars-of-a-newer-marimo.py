# /// script
# dependencies = [
#     "marimo==0.23.5",
#     "polars",
#     "pyarrow",
# ]
# ///

import marimo

app = marimo.App()


@app.cell
def _():
    import polars as pl

    return (pl,)


@app.cell
def _(pl):
    pl.read_csv("https://example.org/orders.csv")
    return


if __name__ == "__main__":
    app.run()
