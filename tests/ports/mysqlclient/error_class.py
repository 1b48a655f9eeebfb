# ports: withheld (beyond the map)
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
    cur.execute("CREATE TEMPORARY TABLE t (a INT NOT NULL)")
    try:
        cur.execute("INSERT INTO t () VALUES ()")
    except MySQLdb.IntegrityError as e:
        print("IntegrityError", e.args[0])
    except MySQLdb.OperationalError as e:
        print("OperationalError", e.args[0])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
