# ports: withheld (the error has another class)
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
    cur.execute("CREATE TEMPORARY TABLE t1 (a INT NOT NULL, b INT)")
    return (cur,)


@app.cell
def _(MySQLdb, cur):
    def put(q, v):
        try:
            cur.execute(q, v)
        except MySQLdb.IntegrityError:
            print("integrity")
        except MySQLdb.Error:
            print("other")
    put("INSERT INTO t1 (b) VALUES (%s)", (1,))
    return


if __name__ == "__main__":
    app.run()
