# ports: withheld (sqlite3.Connection is extended)

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
    class Loud(sqlite3.Connection):
        def execute(self, *args):
            print("SQL:", args[0])
            return super().execute(*args)


    conn = sqlite3.connect(":memory:", factory=Loud)
    print(conn.execute("SELECT 1").fetchall())
    return


if __name__ == "__main__":
    app.run()
