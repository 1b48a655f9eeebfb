# /// script
# dependencies = [
#     "marimo==0.23.6",
#     "duckdb",
#     "pandas",
#     "sqlglot",
# ]
# ///

import marimo

app = marimo.App()


@app.cell
def _():
    import duckdb

    return (duckdb,)


@app.cell
def _(duckdb):
    duckdb.sql("SELECT 'https://example.org/orders.parquet' AS source")
    return


if __name__ == "__main__":
    app.run()
