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
    cur = conn.cursor()
    cur.execute("SELECT 1 UNION SELECT 2 UNION SELECT 3 ORDER BY 1")
    while rows := cur.fetchmany(2):
        print(rows)
    return


if __name__ == "__main__":
    app.run()
