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
    conn.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, score REAL DEFAULT 1.5)")
    for column in conn.execute("PRAGMA table_info(t)"):
        print(column)
    print([name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")])
    return


if __name__ == "__main__":
    app.run()
