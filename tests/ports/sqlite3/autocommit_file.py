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
    conn = sqlite3.connect("notes.db", isolation_level=None)
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("CREATE TABLE note (text TEXT)")
    conn.execute("INSERT INTO note VALUES (?)", ("first",))
    conn.execute("INSERT INTO note VALUES (?)", ("second",))
    conn.close()
    again = sqlite3.connect("notes.db", isolation_level=None)
    print(again.execute("SELECT text FROM note").fetchall())
    again.close()
    return


if __name__ == "__main__":
    app.run()
