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
    keep = True
    conn.execute("INSERT INTO t VALUES (1)")
    if keep:
        conn.commit()
    else:
        print("not kept")
    for _ in range(2):
        conn.commit()  # nothing happens twice
    print(conn.execute("SELECT a FROM t").fetchall())
    return


if __name__ == "__main__":
    app.run()
