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
    import sqlite3
    from datetime import datetime

    return datetime, sqlite3


@app.cell
def _(datetime):
    moment = datetime(2024, 2, 29, 12, 30)
    record = ("start", moment)
    return (record,)


@app.cell
def _(record, sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (what TEXT, moment TEXT)")
    conn.execute("INSERT INTO t VALUES (?, ?)", record)
    print(conn.execute("SELECT * FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
