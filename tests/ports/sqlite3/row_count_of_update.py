# ports: either (rowcount)

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
    conn.execute("CREATE TABLE t (a)")
    conn.executemany("INSERT INTO t VALUES (?)", [(1,), (2,), (3,)])
    cur = conn.execute("UPDATE t SET a = a + 1 WHERE a > 1")
    print(cur.rowcount, "changed")
    conn.commit()
    return


if __name__ == "__main__":
    app.run()
