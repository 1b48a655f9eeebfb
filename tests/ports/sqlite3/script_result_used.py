# ports: either (executescript's value is used)

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
    cur = conn.executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1);")
    print(cur.execute("SELECT a FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
