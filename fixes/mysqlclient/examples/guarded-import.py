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
    import marimo as mo
    import sys

    if sys.platform != "emscripten":
        import MySQLdb
    return MySQLdb, mo, sys


@app.cell
def _(MySQLdb, mo, sys):
    mo.stop(sys.platform == "emscripten", mo.md("`MySQLdb` is not available in the browser."))
    conn = MySQLdb.connect(host="127.0.0.1", port=53306, user="u", passwd="pw", db="t")
    cur = conn.cursor()
    cur.execute("SELECT 'guarded'")
    print(cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
