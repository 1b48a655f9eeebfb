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
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    return (conn,)


@app.cell
def _(conn):
    _cur = conn.cursor()
    _cur.execute("SELECT 'second cell'")
    print(_cur.fetchone()[0])
    return


if __name__ == "__main__":
    app.run()
