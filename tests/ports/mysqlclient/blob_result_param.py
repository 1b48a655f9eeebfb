# ports: withheld (bytes are written otherwise)
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
    cur.execute("SELECT CAST('ab' AS BINARY)")
    value = cur.fetchone()[0]
    cur.execute("SELECT %s", (value,))
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
