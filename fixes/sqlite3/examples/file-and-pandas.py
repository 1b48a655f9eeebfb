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
    import pandas as pd
    import sqlite3 as db

    return db, pd


@app.cell
def _(db):
    with db.connect("fruit.db") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS fruit (name TEXT)")
    return (connection,)


@app.cell
def _(connection, pd):
    fruit = pd.read_sql("SELECT * FROM fruit", connection)
    print(len(fruit))
    return


if __name__ == "__main__":
    app.run()
