# ports: withheld (rowcount of executemany is a sum)

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
    cur.execute("CREATE TABLE t (a)")
    cur.executemany("INSERT INTO t VALUES (?)", [(1,), (2,), (3,)])
    print(cur.rowcount)
    cur.execute("SELECT * FROM t")
    print(cur.rowcount)
    return


if __name__ == "__main__":
    app.run()
