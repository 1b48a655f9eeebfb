# /// script
# dependencies = [
#     "duckdb",
#     "marimo",
#     "plotly",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import duckdb
    import marimo as mo
    import plotly.express as px

    connection = duckdb.connect()
    return connection, mo, px


@app.cell
def _(connection):
    connection.execute("select 1 as one").fetchdf()
    return


@app.cell
def _(mo, px):
    mo.ui.plotly(px.scatter(px.data.iris(), x="sepal_width", y="sepal_length"))
    return


if __name__ == "__main__":
    app.run()
