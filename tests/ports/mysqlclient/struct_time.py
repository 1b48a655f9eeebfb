# ports: withheld (a struct_time is written otherwise)
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
    import time

    return MySQLdb, time


@app.cell
def _(MySQLdb, time):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("SELECT %s", (time.gmtime(0),))
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
