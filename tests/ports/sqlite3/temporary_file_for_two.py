# ports: withheld (another connection does not see rows before the commit)

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
    import os
    import sqlite3
    import tempfile

    return os, sqlite3, tempfile


@app.cell
def _(os, sqlite3, tempfile):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "two.db")
        writer = sqlite3.connect(path)
        reader = sqlite3.connect(path)
        writer.execute("CREATE TABLE t (a)")
        writer.execute("INSERT INTO t VALUES (1)")
        print(reader.execute("SELECT count(*) FROM t").fetchone())
        writer.commit()
        print(reader.execute("SELECT count(*) FROM t").fetchone())
        reader.close()
        writer.close()
    return


if __name__ == "__main__":
    app.run()
