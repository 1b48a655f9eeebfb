# ports: either (row_factory)

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
    def as_dict(cursor, row):
        return {column[0]: value for column, value in zip(cursor.description, row)}


    conn = sqlite3.connect(":memory:")
    conn.row_factory = as_dict
    print(conn.execute("SELECT 1 AS a, 2 AS b").fetchall())
    return


if __name__ == "__main__":
    app.run()
