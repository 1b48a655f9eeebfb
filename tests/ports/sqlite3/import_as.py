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
    import sqlite3 as sq

    return (sq,)


@app.cell
def _(sq):
    con = sq.connect(":memory:")
    con.execute("CREATE TABLE t (a UNIQUE)")
    con.execute("INSERT INTO t VALUES (1)")
    try:
        con.execute("INSERT INTO t VALUES (1)")
    except sq.IntegrityError:
        print("twice")
    con.commit()
    print(con.execute("SELECT * FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
