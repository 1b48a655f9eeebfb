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

    return (MySQLdb,)


@app.cell
def _(MySQLdb):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("CREATE TEMPORARY TABLE t1 (a INT, b VARCHAR(20))")
    try:
        cur.execute("INSERT INTO t1 VALUES ('abc', 'x')")
    except MySQLdb.Error as e:
        print(f"{e!r}")
    return


if __name__ == "__main__":
    app.run()
