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
    conn = sqlite3.connect(":memory:")
    cur = conn.execute("SELECT 1 AS one WHERE 0")
    print([column[0] for column in cur.description])
    return


if __name__ == "__main__":
    app.run()
