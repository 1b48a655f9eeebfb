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
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE t (a)")
    conn.executemany("INSERT INTO t VALUES (?)", [(1,), (2,), (3,)])


    def doubled():
        for (a,) in conn.execute("SELECT a FROM t ORDER BY a"):
            yield a * 2


    print(list(doubled()))
    return


if __name__ == "__main__":
    app.run()
