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
def _(MySQLdb, pd, warnings):
    warnings.simplefilter("ignore")
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    df = pd.read_sql("SELECT 1 AS id, 'Ada' AS name UNION SELECT 2, 'Bob'", conn)
    print(df.to_string())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
