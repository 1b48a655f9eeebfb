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
    conn.executescript("""
        CREATE TABLE fruit (name TEXT);
        INSERT INTO fruit VALUES ('apple'), ('pear');
    """)
    print(conn.total_changes)
    return


if __name__ == "__main__":
    app.run()
