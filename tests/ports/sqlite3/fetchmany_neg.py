# ports: withheld (another number of rows)
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
    cur = conn.execute("SELECT 1 UNION SELECT 2")
    print(cur.fetchmany(0), cur.fetchmany(-1))
    return


if __name__ == "__main__":
    app.run()
