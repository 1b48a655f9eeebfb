# ports: swapped

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
    left = sqlite3.connect(":memory:")
    right = sqlite3.connect(":memory:")
    left.execute("CREATE TABLE t (a)")
    right.execute("CREATE TABLE t (a, b)")
    left.execute("INSERT INTO t VALUES ('left')")
    right.execute("INSERT INTO t VALUES ('right', 'too')")
    left.commit()
    right.commit()
    return left, right


@app.cell
def _(left, right):
    print(left.execute("SELECT * FROM t").fetchall(), right.execute("SELECT * FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
