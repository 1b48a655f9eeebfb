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
def _(sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (city TEXT, n INTEGER)")
    conn.executemany("INSERT INTO t VALUES (?, ?)", [("Ulm", 3), ("Bern", 5)])
    conn.commit()
    return (conn,)


@app.cell
def _(conn, pd):
    frame = pd.read_sql("SELECT * FROM t ORDER BY n", conn)
    print(frame.to_csv(index=False))
    return


if __name__ == "__main__":
    app.run()
