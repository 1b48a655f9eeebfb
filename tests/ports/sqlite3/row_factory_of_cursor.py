# ports: either (row_factory)

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
    cur.row_factory = lambda cursor, row: row[0]
    print(cur.execute("SELECT 'a' UNION SELECT 'b' ORDER BY 1").fetchall())
    return


if __name__ == "__main__":
    app.run()
