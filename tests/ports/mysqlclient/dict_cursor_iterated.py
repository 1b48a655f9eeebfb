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
    from MySQLdb import cursors

    return MySQLdb, cursors


@app.cell
def _(MySQLdb, cursors):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor(cursors.DictCursor)
    cur.execute("SELECT 1 AS a UNION SELECT 2")
    print([row["a"] for row in cur])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
