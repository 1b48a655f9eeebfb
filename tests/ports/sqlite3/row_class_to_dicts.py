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
    def connect():
        db = sqlite3.connect(":memory:")
        db.row_factory = sqlite3.Row
        return db

    return (connect,)


@app.cell
def _(connect):
    db = connect()
    print([dict(r) for r in db.execute("SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y'")])
    return


if __name__ == "__main__":
    app.run()
