# ports: either (the parameters' types are not known)

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
    conn.execute("CREATE TABLE fruit (name TEXT, letters INTEGER)")
    for fruit in ["apple", "fig", "cherry"]:
        conn.execute("INSERT INTO fruit VALUES (?, ?)", (fruit, len(fruit)))
    conn.commit()
    print(conn.execute("SELECT * FROM fruit ORDER BY letters").fetchall())
    return


if __name__ == "__main__":
    app.run()
