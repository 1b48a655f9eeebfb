# ports: either (single names are imported)

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
    from sqlite3 import connect, IntegrityError

    return IntegrityError, connect


@app.cell
def _(IntegrityError, connect):
    conn = connect(":memory:")
    conn.execute("CREATE TABLE t (a UNIQUE)")
    conn.execute("INSERT INTO t VALUES (1)")
    try:
        conn.execute("INSERT INTO t VALUES (1)")
    except IntegrityError as error:
        print(error)
    conn.commit()
    print(conn.execute("SELECT * FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
