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
    import warnings

    return MySQLdb, pd, warnings


@app.cell
def _(MySQLdb, warnings):
    warnings.simplefilter("ignore")
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    return (conn,)


@app.cell
def _(conn, pd):
    frame = pd.read_sql_query("SELECT 1 AS a UNION SELECT 5", conn, params=None)
    print(frame["a"].sum())
    return


if __name__ == "__main__":
    app.run()
