# ports: withheld (the waiting time is another one)
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
    print(conn.execute("PRAGMA busy_timeout").fetchone())
    return


if __name__ == "__main__":
    app.run()
