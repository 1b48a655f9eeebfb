# ports: either (a lambda, an assignment expression)

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
    count = lambda: conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if (n := count()) == 0:
        print("empty", n)
    while (row := conn.execute("SELECT NULL").fetchone()[0]) is not None:
        print(row)
    return


if __name__ == "__main__":
    app.run()
