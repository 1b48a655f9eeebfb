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
    import datetime
    import sqlite3

    return datetime, sqlite3


@app.cell
def _(datetime, sqlite3):
    conn = sqlite3.connect(":memory:")
    print(conn.execute("SELECT ?", (datetime.date(2026, 1, 2),)).fetchone())
    return


if __name__ == "__main__":
    app.run()
