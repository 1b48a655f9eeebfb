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
    conn.execute("CREATE TABLE fruit (name TEXT UNIQUE)")
    conn.execute("INSERT INTO fruit VALUES ('apple')")
    with conn:
        conn.execute("INSERT INTO fruit VALUES ('pear')")
    return


if __name__ == "__main__":
    app.run()
