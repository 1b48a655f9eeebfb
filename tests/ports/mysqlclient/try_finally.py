# ports: either (beyond the map)
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
    conn = None
    try:
        conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
        cur = conn.cursor()
        cur.execute("SELECT VERSION() IS NOT NULL")
        print(cur.fetchone())
    except MySQLdb.Error as e:
        print("Error %d: %s" % (e.args[0], e.args[1]))
    finally:
        if conn:
            conn.close()
    return


if __name__ == "__main__":
    app.run()
