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
    import sys

    if sys.platform != "emscripten":
        import sqlite3
    return sqlite3, sys


@app.cell
def _(sqlite3, sys):
    if sys.platform != "emscripten":
        print(sqlite3.connect(":memory:").execute("SELECT 1").fetchone())
    return


if __name__ == "__main__":
    app.run()
