# ports: withheld (the error's class is shown)
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
    import traceback

    return sqlite3, traceback


@app.cell
def _(sqlite3, traceback):
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute("SELECT nope")
    except sqlite3.Error:
        print(traceback.format_exc().splitlines()[-1])
    return


if __name__ == "__main__":
    app.run()
