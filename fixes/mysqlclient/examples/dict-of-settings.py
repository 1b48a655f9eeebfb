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
    config = {"host": "127.0.0.1", "port": 53306, "user": "u", "passwd": "pw", "db": "t"}
    conn = MySQLdb.connect(**config)
    cur = conn.cursor()
    cur.execute("SELECT 'settings'")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
