# ports: either (the import is caught)

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
    try:
        import sqlite3
    except ImportError:
        sqlite3 = None
    return (sqlite3,)


@app.cell
def _(sqlite3):
    print(sqlite3.connect(":memory:").execute("SELECT 1").fetchone() if sqlite3 else "none")
    return


if __name__ == "__main__":
    app.run()
