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
    def open_database():
        conn = sqlite3.connect(":memory:")
        conn.execute("CREATE TABLE fruit (name TEXT)")
        return conn, conn.cursor()

    def add(conn: sqlite3.Connection, name):
        conn.execute("INSERT INTO fruit VALUES (?)", (name,))
        conn.commit()
    return add, open_database


@app.cell
def _(add, open_database):
    conn, cur = open_database()
    add(conn, "apple")
    add(conn, "pear")
    return conn, cur


@app.cell
def _(cur):
    print([name for (name,) in cur.execute("SELECT name FROM fruit ORDER BY name")])
    return


if __name__ == "__main__":
    app.run()
