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
    import sqlite3 as db

    return (db,)


@app.cell
def _(db):
    conn = db.connect(":memory:", check_same_thread=False)
    print(conn.execute("SELECT 1").fetchall())
    return


if __name__ == "__main__":
    app.run()
