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
    import pandas as pd

    return MySQLdb, pd


@app.cell
def _(MySQLdb, pd):
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("SELECT 1 AS id, 2.50 AS price UNION SELECT 2, 3.00")
    df = pd.DataFrame(list(cur.fetchall()), columns=[d[0] for d in cur.description])
    print(df.to_string())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
