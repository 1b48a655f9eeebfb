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
    cur.execute("SELECT 1 IN %s, 5 NOT IN %s", ((1, 2), (3, 4)))
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
