# ports: either (the parameters' types are not known)

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
    frame = pd.DataFrame({"name": ["x", "y"], "n": [1, 2]})
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (name, n)")
    conn.executemany("INSERT INTO t VALUES (?, ?)", frame.values.tolist())
    print(conn.execute("SELECT name, n, typeof(n) FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
