# ports: withheld (SQLite has another version)

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
    version = conn.execute("SELECT sqlite_version()").fetchone()[0]
    print(version == sqlite3.sqlite_version, sqlite3.apilevel, sqlite3.paramstyle)
    return


if __name__ == "__main__":
    app.run()
