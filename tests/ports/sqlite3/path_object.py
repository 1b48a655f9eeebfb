# ports: either (the path is no literal)

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
    folder = Path(tempfile.mkdtemp())
    conn = sqlite3.connect(folder / "p.db", isolation_level=None)
    conn.execute("CREATE TABLE t (a)")
    conn.execute("INSERT INTO t VALUES (1)")
    print(conn.execute("SELECT * FROM t").fetchall(), (folder / "p.db").exists())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
