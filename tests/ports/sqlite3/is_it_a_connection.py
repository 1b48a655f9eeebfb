# ports: withheld (a class of sqlite3 is asked for)

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
    print(isinstance(conn, sqlite3.Connection), type(conn).__module__)
    return


if __name__ == "__main__":
    app.run()
