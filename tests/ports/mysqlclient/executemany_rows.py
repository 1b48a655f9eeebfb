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
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("CREATE TEMPORARY TABLE points (x INT, label VARCHAR(20))")
    cur.executemany("INSERT INTO points (x, label) VALUES (%s, %s)", [(1, "one"), (2, "two"), (3, "it's three")])
    print(cur.rowcount)
    cur.execute("SELECT * FROM points ORDER BY x")
    print(cur.fetchall())
    conn.commit()
    conn.close()
    return


if __name__ == "__main__":
    app.run()
