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
    conn.executescript("""
    CREATE TABLE log (level TEXT, message TEXT);
    INSERT INTO log VALUES ('info', 'started');
    INSERT INTO log VALUES ('error', 'disk full');
    INSERT INTO log VALUES ('info', 'stopped');
    """)
    cur = conn.cursor()
    cur.execute("SELECT rowid, level, message FROM log ORDER BY rowid")
    row = cur.fetchone()
    while row is not None:
        print(row)
        row = cur.fetchone()
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
