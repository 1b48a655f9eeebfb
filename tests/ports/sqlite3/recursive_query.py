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
    CREATE TABLE staff (name TEXT, boss TEXT);
    INSERT INTO staff VALUES ('Ada', NULL), ('Bo', 'Ada'), ('Cy', 'Bo'), ('Di', 'Ada');
    """)
    tree = conn.execute("""
        WITH RECURSIVE below(name, depth) AS (
            SELECT name, 0 FROM staff WHERE boss IS NULL
            UNION ALL
            SELECT staff.name, depth + 1 FROM staff JOIN below ON staff.boss = below.name ORDER BY 2 DESC, 1
        )
        SELECT name, depth FROM below
    """).fetchall()
    for name, depth in tree:
        print("  " * depth + name)
    return


if __name__ == "__main__":
    app.run()
