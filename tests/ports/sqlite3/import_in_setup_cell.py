# ports: swapped

# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()

with app.setup:
    import sqlite3


@app.cell
def _():
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (a)")
    conn.executemany("INSERT INTO t VALUES (?)", [(1,), (2,)])
    conn.commit()
    return (conn,)


@app.cell
def _(conn):
    print(conn.execute("SELECT sum(a) FROM t").fetchone()[0])
    return


if __name__ == "__main__":
    app.run()
