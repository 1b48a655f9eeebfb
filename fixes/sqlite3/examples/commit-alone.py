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
    conn.execute("CREATE TABLE fruit (name TEXT)")
    return (conn,)


@app.cell
def _(conn):
    for _name in ["apple", "pear"]:
        conn.execute("INSERT INTO fruit VALUES (?)", (_name,))
        conn.commit()  # each at once
    if conn.total_changes:
        conn.commit()
    return


@app.cell
def _(conn):
    conn.commit()
    print("saved")
    return


if __name__ == "__main__":
    app.run()
