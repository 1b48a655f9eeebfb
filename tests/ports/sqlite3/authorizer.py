# ports: withheld (set_authorizer has another way to say no)

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
    conn.execute("CREATE TABLE t (a)")
    conn.set_authorizer(lambda *what: sqlite3.SQLITE_DENY if what[0] == sqlite3.SQLITE_DELETE else sqlite3.SQLITE_OK)
    try:
        conn.execute("DELETE FROM t")
    except sqlite3.DatabaseError as error:
        print(error)
    return


if __name__ == "__main__":
    app.run()
