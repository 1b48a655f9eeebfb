# /// script
# dependencies = [
#     "duckdb",
#     "marimo",
#     "plotly",
#     "polars",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import duckdb
    import plotly.express as px

    connection = duckdb.connect()
    return connection, px


@app.cell
def _(connection):
    connection.execute("select 1 as one").fetchall()
    return


@app.cell
def _(px):
    px.data.iris(return_type="polars").shape
    return


if __name__ == "__main__":
    app.run()
