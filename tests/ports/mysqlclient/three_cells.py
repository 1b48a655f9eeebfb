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
    cur.execute("CREATE TEMPORARY TABLE t (a INT)")
    return conn, cur


@app.cell
def _(conn, cur):
    inserted = cur.execute("INSERT INTO t VALUES (1), (2), (3)")
    conn.commit()
    return (inserted,)


@app.cell
def _(cur, inserted):
    print(inserted)
    cur.execute("SELECT a FROM t WHERE a > %s ORDER BY a", (1,))
    print([r[0] for r in cur.fetchall()])
    return


if __name__ == "__main__":
    app.run()
