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

    return (duckdb,)


@app.cell
def _(duckdb):
    connection = duckdb.connect(":memory:")
    print(connection.execute("SELECT 42").fetchall())
    return


if __name__ == "__main__":
    app.run()
