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
    duckdb.sql("SELECT * FROM 'https://example.org/orders.parquet'")
    return


if __name__ == "__main__":
    app.run()
