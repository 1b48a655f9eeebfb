# ports: withheld (the function is missing)
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
    try:
        print(conn.execute("SELECT soundex('Robert')").fetchone())
    except sqlite3.OperationalError:
        print("none")
    return


if __name__ == "__main__":
    app.run()
