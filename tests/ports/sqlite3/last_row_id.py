# ports: either (lastrowid)

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
    cur = conn.cursor()
    cur.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)")
    cur.execute("INSERT INTO t (name) VALUES ('x')")
    print(cur.lastrowid)
    cur.execute("INSERT INTO t (name) VALUES ('y')")
    print(cur.lastrowid)
    conn.commit()
    return


if __name__ == "__main__":
    app.run()
