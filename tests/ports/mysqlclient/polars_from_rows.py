# ports: swapped
# /// script
# dependencies = [
#     "marimo",
#     "mysqlclient",
#     "polars",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import MySQLdb
    import polars as pl

    return MySQLdb, pl


@app.cell
def _(MySQLdb, pl):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("SELECT 1 AS id, 'x' AS name UNION SELECT 2, 'y'")
    frame = pl.DataFrame(cur.fetchall(), schema=["id", "name"], orient="row")
    print(frame.rows())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
