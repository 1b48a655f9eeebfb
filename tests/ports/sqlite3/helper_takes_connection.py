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


@app.function
def row_count(connection):
    return connection.execute("SELECT count(*) FROM t").fetchone()[0]


@app.cell
def _(sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (a)")
    print(row_count(conn))
    conn.execute("INSERT INTO t VALUES (1)")
    conn.commit()
    print(row_count(conn))
    return


if __name__ == "__main__":
    app.run()
