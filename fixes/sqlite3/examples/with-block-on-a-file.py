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
    import os
    import sqlite3
    import tempfile

    return os, sqlite3, tempfile


@app.cell
def _(os, sqlite3, tempfile):
    conn = sqlite3.connect(os.path.join(tempfile.mkdtemp(), "fruit.db"))
    conn.execute("CREATE TABLE fruit (name TEXT UNIQUE)")
    with conn:
        conn.executemany("INSERT INTO fruit VALUES (?)", [("apple",), ("pear",)])
    try:
        with conn:
            conn.execute("INSERT INTO fruit VALUES ('plum')")
            conn.execute("INSERT INTO fruit VALUES ('pear')")
    except sqlite3.IntegrityError as error:
        print(error)
    print(conn.execute("SELECT count(*) FROM fruit").fetchone())
    return


if __name__ == "__main__":
    app.run()
