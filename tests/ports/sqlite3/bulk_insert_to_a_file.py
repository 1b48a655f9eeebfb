# ports: withheld (every row would be its own transaction)

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
    conn = sqlite3.connect("bulk.db")
    conn.execute("CREATE TABLE t (a INTEGER)")
    for i in range(200):
        conn.execute("INSERT INTO t VALUES (?)", (i,))
    conn.commit()
    print(conn.execute("SELECT count(*), sum(a) FROM t").fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
