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
    from MySQLdb.cursors import DictCursor

    return DictCursor, MySQLdb


@app.cell
def _(DictCursor, MySQLdb):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t", cursorclass=DictCursor)
    cur = conn.cursor()
    cur.execute("SELECT 1 AS a, 'x' AS b")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
