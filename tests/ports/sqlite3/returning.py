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
    conn.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)")
    new_id = conn.execute("INSERT INTO t (name) VALUES ('x') RETURNING id").fetchone()[0]
    print(new_id)
    print(conn.execute("UPDATE t SET name = 'y' RETURNING id, name").fetchall())
    print(conn.execute("DELETE FROM t RETURNING id").fetchall())
    conn.commit()
    return


if __name__ == "__main__":
    app.run()
