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
    conn.query("SELECT 1 UNION SELECT 2")
    result = conn.store_result()
    print(result.fetch_row(maxrows=0))
    conn.close()
    return


if __name__ == "__main__":
    app.run()
