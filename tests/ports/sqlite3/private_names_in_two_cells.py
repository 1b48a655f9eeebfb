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
    _conn = sqlite3.connect(":memory:")
    _conn.execute("CREATE TABLE t (a)")
    _conn.execute("INSERT INTO t VALUES (1)")
    first = _conn.execute("SELECT a + 1 FROM t").fetchone()
    _conn.close()
    return (first,)


@app.cell
def _(first, sqlite3):
    _conn = sqlite3.connect(":memory:")
    second = _conn.execute("SELECT 'second'").fetchone()
    _conn.close()
    print(first, second)
    return


if __name__ == "__main__":
    app.run()
