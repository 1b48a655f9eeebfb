# ports: withheld (apsw takes no dates)

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
    import datetime
    import sqlite3

    return datetime, sqlite3


@app.cell
def _(datetime, sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (day TEXT)")
    conn.execute("INSERT INTO t VALUES (?)", (datetime.date(2024, 2, 29),))
    print(conn.execute("SELECT day FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
