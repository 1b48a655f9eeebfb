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
    pool = [sqlite3.connect(":memory:") for _ in range(2)]
    print(len(pool))
    return


if __name__ == "__main__":
    app.run()
