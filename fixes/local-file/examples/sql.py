# /// script
# dependencies = [
#     "marimo",
#     "duckdb",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import duckdb
    import marimo as mo

    return (duckdb,)


@app.cell
def _(duckdb):
    total = duckdb.sql("SELECT sum(price) FROM 'data/sales.csv'").fetchone()
    print(total)
    return


if __name__ == "__main__":
    app.run()
