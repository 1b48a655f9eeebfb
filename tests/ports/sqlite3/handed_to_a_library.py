# ports: withheld (the connection is handed to a library)

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
def _(functools, sqlite3):
    def ask(connection, sql):
        return connection.execute(sql).fetchone()


    conn = sqlite3.connect(":memory:")
    asked = functools.partial(ask, conn)
    print(asked("SELECT 1"), conn.in_transaction)
    return


if __name__ == "__main__":
    app.run()
