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
    import marimo as mo
    import sqlite3

    return mo, sqlite3


@app.cell
def _(mo):
    query = mo.ui.text("SELECT 1")
    query
    return (query,)


@app.cell
def _(query, sqlite3):
    conn = sqlite3.connect(":memory:")
    print(conn.execute(query.value).fetchall())
    return


if __name__ == "__main__":
    app.run()
