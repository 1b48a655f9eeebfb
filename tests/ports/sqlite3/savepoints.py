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
    conn.execute("CREATE TABLE t (a)")
    conn.execute("SAVEPOINT one")
    conn.execute("INSERT INTO t VALUES ('kept')")
    conn.execute("SAVEPOINT two")
    conn.execute("INSERT INTO t VALUES ('dropped')")
    conn.execute("ROLLBACK TO two")
    conn.execute("RELEASE one")
    print(conn.execute("SELECT a FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
