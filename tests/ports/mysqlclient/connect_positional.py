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
    conn = MySQLdb.connect("127.0.0.1", "u", "pw", "t", 53306)
    cur = conn.cursor()
    cur.execute("SELECT DATABASE()")
    print(cur.fetchone()[0])
    conn.close()
    return


if __name__ == "__main__":
    app.run()
