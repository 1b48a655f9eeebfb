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
    from contextlib import closing

    return closing, sqlite3


@app.cell
def _(closing, sqlite3):
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE TABLE t (a, b)")
        conn.execute("INSERT INTO t VALUES (?, ?)", (1, "one"))
        print(conn.execute("SELECT * FROM t").fetchall())
    print("closed")
    return


if __name__ == "__main__":
    app.run()
