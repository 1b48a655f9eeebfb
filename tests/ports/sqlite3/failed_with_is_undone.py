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
    conn.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    with conn:
        conn.execute("INSERT INTO person (name) VALUES (?)", ("Joe",))

    try:
        with conn:
            conn.execute("INSERT INTO person (name) VALUES (?)", ("Jim",))
            conn.execute("INSERT INTO person (name) VALUES (?)", ("Joe",))
    except sqlite3.IntegrityError:
        print("couldn't add Joe twice")
    print(conn.execute("SELECT name FROM person").fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
