# ports: withheld (PRAGMA foreign_keys in with)

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
    with conn:
        conn.execute("PRAGMA foreign_keys = ON")
    print(conn.execute("PRAGMA foreign_keys").fetchone())
    return


if __name__ == "__main__":
    app.run()
