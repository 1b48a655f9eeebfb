# ports: withheld (sqlite3 commits first)
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
    conn.execute("BEGIN")
    conn.execute("INSERT INTO t VALUES (1)")
    conn.executescript("INSERT INTO t VALUES (2)")
    print(conn.in_transaction)
    return


if __name__ == "__main__":
    app.run()
