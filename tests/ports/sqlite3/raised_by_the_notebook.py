# ports: withheld (error classes as values)

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
    def demand(rows):
        if not rows:
            raise sqlite3.DataError("nothing there")
        return rows


    try:
        demand(sqlite3.connect(":memory:").execute("SELECT 1 WHERE 0").fetchall())
    except sqlite3.DataError as error:
        print(error)
    return


if __name__ == "__main__":
    app.run()
