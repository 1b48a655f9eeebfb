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
    import MySQLdb as mdb

    return (mdb,)


@app.cell
def _(mdb):
    con = mdb.connect("127.0.0.1", "u", "pw", "t", port=53306)
    cur = con.cursor()
    cur.execute("SELECT 'alias'")
    print(cur.fetchone())
    con.close()
    return


if __name__ == "__main__":
    app.run()
