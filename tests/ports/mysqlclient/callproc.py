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
    cur.execute("DROP PROCEDURE IF EXISTS wasmfix_double")
    cur.execute("CREATE PROCEDURE wasmfix_double(IN x INT) SELECT x * 2")
    cur.callproc("wasmfix_double", (21,))
    print(cur.fetchall())
    cur.close()
    cur = conn.cursor()
    cur.execute("DROP PROCEDURE wasmfix_double")
    conn.close()
    return


if __name__ == "__main__":
    app.run()
