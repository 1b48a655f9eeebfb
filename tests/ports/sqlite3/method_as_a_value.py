# ports: either (a method is stored in a name)

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
    conn = sqlite3.connect(":memory:")
    run = conn.execute
    run("CREATE TABLE t (a)")
    run("INSERT INTO t VALUES (1)")
    print(run("SELECT a FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
