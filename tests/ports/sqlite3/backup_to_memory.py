# ports: swapped

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
    source = sqlite3.connect(":memory:")
    source.execute("CREATE TABLE t (a)")
    source.executemany("INSERT INTO t VALUES (?)", [(1,), (2,)])
    source.commit()
    return (source,)


@app.cell
def _(source, sqlite3):
    copy = sqlite3.connect(":memory:")
    source.backup(copy)
    source.execute("DELETE FROM t")
    source.commit()
    print(source.execute("SELECT count(*) FROM t").fetchone(), copy.execute("SELECT count(*) FROM t").fetchone())
    copy.close()
    source.close()
    return


if __name__ == "__main__":
    app.run()
