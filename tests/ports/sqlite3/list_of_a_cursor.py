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
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (k, v)")
    conn.executemany("INSERT INTO t VALUES (?, ?)", [("a", 1), ("b", 2)])
    print(list(conn.execute("SELECT k FROM t ORDER BY k")))
    print(dict(conn.execute("SELECT k, v FROM t")))
    print(sorted(conn.execute("SELECT v, k FROM t"), reverse=True))
    return


if __name__ == "__main__":
    app.run()
