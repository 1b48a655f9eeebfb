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
    first = conn.cursor()
    second = conn.cursor()
    first.execute("CREATE TABLE t (a)")
    first.executemany("INSERT INTO t VALUES (?)", [(1,), (2,), (3,)])
    for (a,) in first.execute("SELECT a FROM t ORDER BY a"):
        second.execute("SELECT max(a), min(a) FROM t")
        print(a, second.fetchone())
    return


if __name__ == "__main__":
    app.run()
