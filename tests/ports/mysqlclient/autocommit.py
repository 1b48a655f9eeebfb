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
    conn.autocommit(True)
    cur = conn.cursor()
    cur.execute("CREATE TEMPORARY TABLE t (a INT) ENGINE=InnoDB")
    cur.execute("INSERT INTO t VALUES (1)")
    conn.rollback()
    cur.execute("SELECT COUNT(*) FROM t")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
