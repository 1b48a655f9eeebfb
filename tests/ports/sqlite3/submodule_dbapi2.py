# ports: either (sqlite3.dbapi2)

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
    from sqlite3 import dbapi2 as sqlite

    return (sqlite,)


@app.cell
def _(sqlite):
    conn = sqlite.connect(":memory:")
    print(conn.execute("SELECT 1").fetchall())
    return


if __name__ == "__main__":
    app.run()
