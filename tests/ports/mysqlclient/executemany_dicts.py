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
    rows = [{"x": i, "label": "n%d" % i} for i in range(3)]
    cur.executemany("INSERT INTO points (x, label) VALUES (%(x)s, %(label)s)", rows)
    cur.execute("SELECT COUNT(*), MAX(label) FROM points")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
