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
    from contextlib import closing, contextmanager

    return closing, contextmanager, sqlite3


@app.cell
def _(contextmanager, sqlite3):
    @contextmanager
    def database():
        conn = sqlite3.connect(":memory:")
        yield conn
        conn.close()
    return (database,)


@app.cell
def _(closing, database, sqlite3):
    with closing(sqlite3.connect(":memory:")) as one:
        print(one.execute("SELECT 1").fetchone())
    with database() as two:
        print(two.execute("SELECT 2").fetchone())
    return


if __name__ == "__main__":
    app.run()
