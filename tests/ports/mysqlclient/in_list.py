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
    ids = [1, 3]
    cur.execute("SELECT a FROM (SELECT 1 AS a UNION SELECT 2 UNION SELECT 3) x WHERE a IN %s ORDER BY a", (ids,))
    print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
