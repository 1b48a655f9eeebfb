# ports: either (an error class as an argument)

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
    import contextlib
    import sqlite3

    return contextlib, sqlite3


@app.cell
def _(contextlib, sqlite3):
    conn = sqlite3.connect(":memory:")
    with contextlib.suppress(sqlite3.OperationalError):
        conn.execute("DROP TABLE nowhere")
    print("went on")
    return


if __name__ == "__main__":
    app.run()
