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
    conn.execute("CREATE TABLE account (name TEXT PRIMARY KEY, amount INTEGER)")
    return (conn,)


@app.cell
def _(conn):
    with conn:
        conn.execute("INSERT INTO account VALUES ('ann', 100)")
        conn.execute("INSERT INTO account VALUES (?, ?)", ("bob", 50))
    with conn:
        conn.execute("UPDATE account SET amount = amount - 30 WHERE name = 'ann'")
        conn.execute("UPDATE account SET amount = amount + 30 WHERE name = 'bob'")
    print(conn.execute("SELECT * FROM account ORDER BY name").fetchall())
    return


if __name__ == "__main__":
    app.run()
