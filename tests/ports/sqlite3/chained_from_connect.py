# ports: swapped

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
    print(sqlite3.connect(":memory:").execute("SELECT 6 * 7").fetchone()[0])
    print(sqlite3.connect(":memory:").cursor().execute("SELECT upper('abc')").fetchone())
    return


if __name__ == "__main__":
    app.run()
