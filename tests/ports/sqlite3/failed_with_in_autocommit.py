# ports: withheld (with undoes nothing in autocommit mode)

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
    conn.execute("CREATE TABLE t (a UNIQUE)")
    try:
        with conn:
            conn.execute("INSERT INTO t VALUES (1)")
            conn.execute("INSERT INTO t VALUES (1)")
    except sqlite3.IntegrityError:
        print("kept:", conn.execute("SELECT a FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
