# ports: withheld (the connection is handed to pandas)

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
    pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}).to_sql("t", conn, index=False)
    print(conn.execute("SELECT * FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
