# /// script
# dependencies = [
#     "marimo",
#     "pymysql",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import pymysql
    import sys

    return mo, pymysql, sys


@app.cell
def _(mo, pymysql, sys):
    mo.stop(sys.platform == "emscripten", mo.md("No database server in the browser."))
    connection = pymysql.connect(host="db.example.org", user="reader")
    return (connection,)


@app.cell
def _(connection):
    print(connection.open)
    return


if __name__ == "__main__":
    app.run()
