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
    conn.execute("CREATE VIRTUAL TABLE doc USING fts5(title, body)")
    conn.executemany(
        "INSERT INTO doc VALUES (?, ?)",
        [("bread", "flour water salt and time"), ("soup", "water carrots salt"), ("tea", "leaves")],
    )
    conn.commit()
    print(conn.execute("SELECT title FROM doc WHERE doc MATCH 'water AND salt' ORDER BY title").fetchall())
    print(conn.execute("SELECT snippet(doc, 1, '[', ']', '...', 3) FROM doc WHERE doc MATCH 'carrots'").fetchall())
    return


if __name__ == "__main__":
    app.run()
