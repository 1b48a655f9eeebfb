# ports: either (only rows reach pandas)

# /// script
# dependencies = [
#     "marimo",
#     "pandas",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sqlite3

    import pandas as pd

    return pd, sqlite3


@app.cell
def _(pd, sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (a INTEGER, b TEXT)")
    conn.executemany("INSERT INTO t VALUES (?, ?)", [(1, "x"), (2, "y")])
    frame = pd.DataFrame(conn.execute("SELECT a, b FROM t ORDER BY a").fetchall(), columns=["a", "b"])
    print(frame["a"].sum(), frame["b"].tolist())
    return


if __name__ == "__main__":
    app.run()
