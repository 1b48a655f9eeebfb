# ports: withheld (an Enum is written otherwise)
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
    import enum
    import MySQLdb

    return MySQLdb, enum


@app.cell
def _(MySQLdb, enum):
    class Color(str, enum.Enum):
        RED = "red"
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("SELECT %s", (Color.RED,))
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
