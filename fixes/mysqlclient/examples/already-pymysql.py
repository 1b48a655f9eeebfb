# /// script
# dependencies = [
#     "marimo",
#     "pymysql",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sys

    if sys.platform != "emscripten":
        import pymysql
    import marimo as mo

    return mo, pymysql, sys


@app.cell
def _(mo, pymysql, sys):
    mo.stop(sys.platform == "emscripten", mo.md("Not in the browser."))
    conn = pymysql.connect(host="127.0.0.1", port=53306, user="u", password="pw", database="t")
    cur = conn.cursor()
    return conn, cur


@app.cell
def _(conn, cur):
    cur.execute("CREATE TEMP TABLE t (a int)")
    cur.execute("INSERT INTO t VALUES (1), (2), (3)")
    conn.commit()
    inserted = cur.rowcount
    return (inserted,)


@app.cell
def _(cur, inserted):
    print(inserted)
    cur.execute("SELECT a FROM t WHERE a > %s ORDER BY a", (1,))
    rows = cur.fetchall()
    return (rows,)


@app.cell
def _(rows):
    print(rows)
    print([r[0] for r in rows])
    return


if __name__ == "__main__":
    app.run()
