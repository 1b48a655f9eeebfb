# ports: withheld (apsw's wheels are built without the shared cache)

# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sqlite3

    return (sqlite3,)


@app.cell
def _(sqlite3):
    one = sqlite3.connect("file:demo?mode=memory&cache=shared", uri=True, isolation_level=None)
    two = sqlite3.connect("file:demo?mode=memory&cache=shared", uri=True, isolation_level=None)
    one.execute("CREATE TABLE t (a)")
    one.execute("INSERT INTO t VALUES (7)")
    print(two.execute("SELECT a FROM t").fetchall())
    two.close()
    one.close()
    return


if __name__ == "__main__":
    app.run()
