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
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    orders = mo.sql(
        """
        SELECT * FROM read_csv('https://example.org/orders.csv')
        """
    )
    return (orders,)


if __name__ == "__main__":
    app.run()
