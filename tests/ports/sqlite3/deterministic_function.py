# ports: either (a fourth argument)

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
    conn.create_function("twice", 1, lambda x: 2 * x, deterministic=True)
    conn.execute("CREATE TABLE t (a)")
    conn.execute("CREATE INDEX i ON t (twice(a))")
    conn.execute("INSERT INTO t VALUES (21)")
    print(conn.execute("SELECT twice(a) FROM t").fetchone())
    return


if __name__ == "__main__":
    app.run()
