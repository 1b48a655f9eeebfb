# ports: withheld (no equal of sqlite3.Row)

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
    conn.row_factory = sqlite3.Row
    conn.execute("CREATE TABLE p (name TEXT, age INTEGER)")
    conn.execute("INSERT INTO p VALUES ('ann', 41)")
    row = conn.execute("SELECT name, age FROM p").fetchone()
    print(row["name"], row[1], row.keys(), dict(row))
    return


if __name__ == "__main__":
    app.run()
