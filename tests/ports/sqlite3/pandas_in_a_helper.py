# ports: withheld (the connection is handed to pandas)

# /// script
# dependencies = [
#     "marimo",
#     "pandas",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sqlite3

    import pandas as pd

    return pd, sqlite3


@app.cell
def _(pd):
    def load(query, connection):
        return pd.read_sql_query(query, connection)

    return (load,)


@app.cell
def _(load, sqlite3):
    with sqlite3.connect(":memory:") as conn:
        conn.execute("CREATE TABLE t (a)")
        print(load("SELECT * FROM t", conn).shape)
    return


if __name__ == "__main__":
    app.run()
