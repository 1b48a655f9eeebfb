# /// script
# dependencies = [
#     "marimo<0.23.5",
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
def _():
    BASE = "https://example.org/data"
    ADDRESS = f"{BASE}/orders.parquet"
    return (ADDRESS,)


@app.cell
def _(ADDRESS, pl):
    pl.scan_parquet(ADDRESS).collect()
    return


if __name__ == "__main__":
    app.run()
