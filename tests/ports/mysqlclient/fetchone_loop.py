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
    db = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    c = db.cursor()
    c.execute("SELECT 1 UNION SELECT 2 UNION SELECT 3")
    row = c.fetchone()
    while row is not None:
        print(row[0])
        row = c.fetchone()
    db.close()
    return


if __name__ == "__main__":
    app.run()
