# /// script
# dependencies = [
#     "duckdb",
#     "marimo",
#     "pandas",
#     "sqlglot",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    sales = mo.sql(
        f"""
        SELECT * FROM 'data/sales.csv' WHERE price > 2
        """
    )
    return


@app.cell
def _(mo):
    both = mo.sql("SELECT * FROM read_csv_auto('data/sales.csv', header=true) JOIN 'data/prices.csv' USING (item)")
    return


@app.cell
def _(mo):
    broken = mo.sql(f"""SELECT * FROM read_csv('data/sales.csv', ignore_errors=true)""")
    return


@app.cell
def _(mo):
    braces = mo.sql("""SELECT {'a': 1} AS pair, * FROM 'data/sales.csv'""")
    return


@app.cell
def _(mo):
    seen = mo.sql(f"""CREATE OR REPLACE VIEW seen AS SELECT * FROM 'data/sales.csv'""")
    return


if __name__ == "__main__":
    app.run()
