# ports: either (a connection is a default value)

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


    def ask(sql="SELECT 1", connection=conn):
        return connection.execute(sql).fetchone()


    print(ask(), ask("SELECT 2"))
    return


if __name__ == "__main__":
    app.run()
