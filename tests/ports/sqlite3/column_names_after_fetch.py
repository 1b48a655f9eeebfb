# ports: withheld (description cannot be read after the last row)

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
    cur.execute("SELECT 1 AS id, 'ann' AS name")
    rows = cur.fetchall()
    names = [column[0] for column in cur.description]
    print(names)
    for row in rows:
        print(dict(zip(names, row)))
    return


if __name__ == "__main__":
    app.run()
