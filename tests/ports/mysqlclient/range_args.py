# ports: withheld (pymysql needs a tuple)
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
    try:
        cur.execute("SELECT %s, %s", range(2))
        print(cur.fetchone())
    except Exception:
        print("failed")
    return


if __name__ == "__main__":
    app.run()
