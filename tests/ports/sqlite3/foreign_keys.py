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
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)")
    conn.execute("CREATE TABLE b (a INTEGER REFERENCES a (id))")
    try:
        conn.execute("INSERT INTO b VALUES (9)")
    except sqlite3.IntegrityError as e:
        print(e)
    print(conn.execute("PRAGMA foreign_keys").fetchone())
    return


if __name__ == "__main__":
    app.run()
