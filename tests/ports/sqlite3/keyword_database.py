# ports: either (database= as a keyword)

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
    conn = sqlite3.connect(database=":memory:")
    print(conn.execute("SELECT 1").fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
