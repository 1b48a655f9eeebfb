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
    source = sqlite3.connect(":memory:")
    source.execute("CREATE TABLE fruit (name TEXT)")
    copy = sqlite3.connect(":memory:")
    source.backup(copy)
    print(copy.execute("SELECT count(*) FROM fruit").fetchone())
    return


if __name__ == "__main__":
    app.run()
