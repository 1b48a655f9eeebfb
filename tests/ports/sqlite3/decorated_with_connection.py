# ports: withheld (the transaction is ended by a decorator)

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
    import functools
    import sqlite3

    return functools, sqlite3


@app.cell
def _(functools):
    def transaction(function):
        @functools.wraps(function)
        def inner(conn, *args):
            try:
                result = function(conn, *args)
                conn.commit()
                return result
            except ValueError:
                conn.rollback()

        return inner

    return (transaction,)


@app.cell
def _(transaction):
    @transaction
    def add(conn, n):
        conn.execute("INSERT INTO t VALUES (?)", (n,))
        if n > 1:
            raise ValueError

    return (add,)


@app.cell
def _(add, sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (a)")
    add(conn, 1)
    add(conn, 2)
    print(conn.execute("SELECT a FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
