# ports: withheld (commit inside with)

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
    try:
        with conn:
            conn.execute("INSERT INTO t VALUES (1)")
            conn.commit()
            conn.execute("INSERT INTO t VALUES (2)")
            raise ValueError
    except ValueError:
        print(conn.execute("SELECT a FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
