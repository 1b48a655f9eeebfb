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
    import contextlib
    import sqlite3

    return contextlib, sqlite3


@app.cell
def _(contextlib, sqlite3):
    conn = sqlite3.connect(":memory:")
    with contextlib.closing(conn.cursor()) as cur:
        cur.execute("CREATE TABLE t (a)")
        cur.executemany("INSERT INTO t VALUES (?)", [(3,), (1,), (2,)])
        cur.execute("SELECT a FROM t ORDER BY a")
        print(cur.fetchall())
    conn.commit()
    conn.close()
    return


if __name__ == "__main__":
    app.run()
