# ports: either (the parameters' types are not known at the call)

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
    conn.execute("CREATE TABLE t (name TEXT, n INTEGER)")
    rows = [("a", 1), ("b", 2), ("c", 3)]
    conn.executemany("INSERT INTO t VALUES (?, ?)", rows)
    conn.commit()
    print(conn.execute("SELECT name FROM t WHERE n >= 2 ORDER BY n").fetchall())
    return


if __name__ == "__main__":
    app.run()
