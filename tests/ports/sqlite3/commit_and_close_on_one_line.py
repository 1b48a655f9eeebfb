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
    conn.execute("CREATE TABLE t (a)"); conn.execute("INSERT INTO t VALUES (1)")
    print(conn.execute("SELECT a FROM t").fetchall())
    conn.commit(); conn.close()
    return


if __name__ == "__main__":
    app.run()
