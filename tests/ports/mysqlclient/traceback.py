# ports: withheld (the error's class is shown)
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
    import traceback

    return MySQLdb, traceback


@app.cell
def _(MySQLdb, traceback):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    try:
        cur.execute("SELECT nope")
    except MySQLdb.Error:
        print(traceback.format_exc().splitlines()[-1])
    return


if __name__ == "__main__":
    app.run()
