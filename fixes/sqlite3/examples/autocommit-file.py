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
    import tempfile
    from pathlib import Path

    return Path, sqlite3, tempfile


@app.cell
def _(Path, sqlite3, tempfile):
    path = Path(tempfile.mkdtemp()) / "fruit.db"
    conn = sqlite3.connect(path, timeout=2, isolation_level=None)
    conn.execute("CREATE TABLE fruit (name TEXT)")
    conn.execute("BEGIN")
    conn.execute("INSERT INTO fruit VALUES ('pear')")
    conn.rollback()
    conn.execute("BEGIN")
    conn.execute("INSERT INTO fruit VALUES ('apple')")
    conn.commit()
    print(conn.execute("SELECT name FROM fruit").fetchall())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
