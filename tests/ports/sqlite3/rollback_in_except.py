# ports: withheld (rollback undoes the implicit transaction)

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
    conn.execute("CREATE TABLE account (name TEXT PRIMARY KEY, amount INTEGER CHECK (amount >= 0))")
    conn.executemany("INSERT INTO account VALUES (?, ?)", [("ann", 100), ("bob", 10)])
    conn.commit()
    try:
        conn.execute("UPDATE account SET amount = amount + 50 WHERE name = 'ann'")
        conn.execute("UPDATE account SET amount = amount - 50 WHERE name = 'bob'")
        conn.commit()
    except sqlite3.IntegrityError as error:
        conn.rollback()
        print("rolled back:", error)
    print(conn.execute("SELECT * FROM account ORDER BY name").fetchall())
    return


if __name__ == "__main__":
    app.run()
