# ports: either (a function assigns the global)

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
    _conn = None


    def get():
        global _conn
        if _conn is None:
            _conn = sqlite3.connect(":memory:")
            _conn.execute("CREATE TABLE t (a)")
            _conn.execute("INSERT INTO t VALUES (1)")
        return _conn


    print(get() is get(), get().execute("SELECT a FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
