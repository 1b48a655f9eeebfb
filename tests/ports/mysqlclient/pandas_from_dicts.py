# ports: swapped
# /// script
# dependencies = [
#     "marimo",
#     "mysqlclient",
#     "pandas",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import MySQLdb
    import MySQLdb.cursors
    import pandas as pd

    return MySQLdb, pd


@app.cell
def _(MySQLdb, pd):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor(MySQLdb.cursors.DictCursor)
    cur.execute("SELECT 1 AS id, 'x' AS name")
    df = pd.DataFrame(cur.fetchall())
    print(df.to_string())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
