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
    import io
    import urllib.request
    import polars as pl

    return io, pl, urllib


@app.cell
def _(io, pl, urllib):
    pl.read_csv(io.BytesIO(urllib.request.urlopen("https://example.org/orders.csv").read()))
    return


if __name__ == "__main__":
    app.run()
