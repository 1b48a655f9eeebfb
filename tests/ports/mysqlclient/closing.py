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
    from contextlib import closing

    return MySQLdb, closing


@app.cell
def _(MySQLdb, closing):
    with closing(MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")) as conn:
        with closing(conn.cursor()) as cur:
            cur.execute("SELECT 'closing'")
            print(cur.fetchall())
    return


if __name__ == "__main__":
    app.run()
