# ports: withheld (a timedelta is written otherwise)
# /// script
# dependencies = [
#     "marimo",
#     "mysqlclient",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import datetime as dt
    import MySQLdb

    return MySQLdb, dt


@app.cell
def _(MySQLdb, dt):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    span = dt.datetime(2020, 1, 3) - dt.datetime(2020, 1, 1)
    cur.execute("SELECT %s", (span,))
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
