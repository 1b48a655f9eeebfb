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
    conn = sqlite3.connect(":memory:", isolation_level=None)
    cur = conn.cursor()
    cur.execute("CREATE TABLE t (a)")
    cur.execute("BEGIN")
    cur.execute("INSERT INTO t VALUES (1)")
    cur.execute("COMMIT")
    cur.execute("BEGIN")
    cur.execute("INSERT INTO t VALUES (2)")
    cur.execute("ROLLBACK")
    print(cur.execute("SELECT a FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
