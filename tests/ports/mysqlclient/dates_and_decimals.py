# ports: swapped
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
    import MySQLdb
    import datetime
    from decimal import Decimal

    return Decimal, MySQLdb, datetime


@app.cell
def _(Decimal, MySQLdb, datetime):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("CREATE TEMPORARY TABLE t (d DATE, dt DATETIME, p DECIMAL(6, 2), f DOUBLE)")
    cur.execute("INSERT INTO t VALUES (%s, %s, %s, %s)", (datetime.date(2024, 1, 2), datetime.datetime(2024, 1, 2, 3, 4, 5), Decimal("9.90"), 0.5))
    cur.execute("SELECT * FROM t")
    print(cur.fetchone())
    cur.execute("SELECT d + INTERVAL 1 DAY FROM t")
    print(cur.fetchone()[0].isoformat())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
