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
    conn = sqlite3.connect(":memory:")
    conn.executescript("CREATE TABLE e (kind TEXT, ms INTEGER); INSERT INTO e VALUES ('a', 3), ('b', 5), ('a', 9);")
    return (conn,)


@app.cell
def _(conn):
    def slowest():
        return conn.execute("SELECT kind, max(ms) FROM e").fetchone()


    def kinds():
        cur = conn.cursor()
        cur.execute("SELECT kind, count(*) FROM e GROUP BY kind ORDER BY kind")
        return cur.fetchall()

    return kinds, slowest


@app.cell
def _(kinds, slowest):
    print(slowest())
    print(kinds())
    return


if __name__ == "__main__":
    app.run()
