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
    names = ["a", "c"]
    marks = ", ".join(["%s"] * len(names))
    cur.execute(f"SELECT n FROM (SELECT 'a' AS n UNION SELECT 'b' UNION SELECT 'c') x WHERE n IN ({marks}) ORDER BY n", names)
    print(cur.fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
