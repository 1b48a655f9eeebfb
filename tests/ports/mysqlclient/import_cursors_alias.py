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
    import MySQLdb.cursors as mc

    return MySQLdb, mc


@app.cell
def _(MySQLdb, mc):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t", cursorclass=mc.DictCursor)
    cur = conn.cursor()
    cur.execute("SELECT 'x' AS a")
    print(cur.fetchone()["a"])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
