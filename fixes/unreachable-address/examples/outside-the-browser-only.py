# /// script
# dependencies = [
#     "marimo==0.23.4",
#     "polars",
# ]
# ///

import marimo

app = marimo.App()


@app.cell
def _():
    import sys
    import polars as pl

    return pl, sys


@app.cell
def _(pl, sys):
    if sys.platform != "emscripten":
        pl.read_csv("https://example.org/orders.csv")
    return


if __name__ == "__main__":
    app.run()
