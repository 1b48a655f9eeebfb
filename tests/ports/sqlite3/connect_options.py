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
    conn = sqlite3.connect(":memory:", timeout=10, check_same_thread=False, cached_statements=64)
    conn.execute("CREATE TABLE t (a)")
    conn.execute("INSERT INTO t VALUES ('there')")
    conn.commit()
    print(conn.execute("SELECT a FROM t").fetchone())
    return


if __name__ == "__main__":
    app.run()
