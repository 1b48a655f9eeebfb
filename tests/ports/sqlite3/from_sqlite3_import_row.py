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
    from sqlite3 import Row, connect

    return Row, connect


@app.cell
def _(Row, connect):
    conn = connect(":memory:")
    conn.row_factory = Row
    print(tuple(conn.execute("SELECT 1 AS a").fetchone().keys()))
    return


if __name__ == "__main__":
    app.run()
