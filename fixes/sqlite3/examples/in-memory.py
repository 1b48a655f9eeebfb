# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sqlite3

    return (sqlite3,)


@app.cell
def _(sqlite3):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE fruit (name TEXT, weight REAL)")
    connection.execute("INSERT INTO fruit VALUES ('apple', 0.2)")
    return (connection,)


@app.cell
def _(connection):
    for _row in connection.execute("SELECT * FROM fruit"):
        print(_row)
    return


if __name__ == "__main__":
    app.run()
