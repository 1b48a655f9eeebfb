# ports: withheld (beyond the map)
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

    return MySQLdb, datetime


@app.cell
def _(MySQLdb):
    def run(value):
        conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
        cur = conn.cursor()
        cur.execute("SELECT %s", (value,))
        return cur.fetchone()

    return (run,)


@app.cell
def _(datetime, run):
    for _value in (1, "a", b"ab", datetime.timedelta(hours=3)):
        print(run(_value))
    return


if __name__ == "__main__":
    app.run()
