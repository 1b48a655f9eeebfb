# ports: either (a file in legacy transaction mode)

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
    conn = sqlite3.connect("shop.db")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("CREATE TABLE IF NOT EXISTS ware (name TEXT)")
    with conn:
        conn.execute("INSERT INTO ware VALUES ('apple')")
    conn.close()
    return


@app.cell
def _(sqlite3):
    again = sqlite3.connect("shop.db")
    print(again.execute("SELECT name FROM ware").fetchall())
    again.close()
    return


if __name__ == "__main__":
    app.run()
