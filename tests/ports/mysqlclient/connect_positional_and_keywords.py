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
    conn = MySQLdb.connect("127.0.0.1", "u", passwd="pw", db="t", port=53306, charset="utf8mb4")
    cur = conn.cursor()
    cur.execute("SELECT 'é'")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
