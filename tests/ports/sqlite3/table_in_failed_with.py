# ports: withheld (DDL in with stays without a transaction)

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
    try:
        with conn:
            conn.execute("CREATE TABLE t (a)")
            raise ValueError("stop")
    except ValueError:
        pass
    print(conn.execute("SELECT name FROM sqlite_master").fetchall())
    return


if __name__ == "__main__":
    app.run()
