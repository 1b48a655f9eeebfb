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

    return (MySQLdb,)


@app.cell
def _(MySQLdb):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("CREATE TEMPORARY TABLE t1 (a INT PRIMARY KEY, b INT)")
    print(cur.executemany("INSERT INTO t1 (a, b) VALUES (%s, %s) ON DUPLICATE KEY UPDATE b = VALUES(b)", [(1, 1), (1, 2)]), cur.rowcount)
    return


if __name__ == "__main__":
    app.run()
