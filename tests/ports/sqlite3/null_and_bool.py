# ports: swapped

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
    conn.execute("CREATE TABLE t (a, b, c)")
    conn.execute("INSERT INTO t VALUES (?, ?, ?)", (None, True, -1.5))
    row = conn.execute("SELECT a, b, c, typeof(a), typeof(b), typeof(c) FROM t").fetchone()
    print(row)
    if row[0] is None:
        print("nothing")
    return


if __name__ == "__main__":
    app.run()
