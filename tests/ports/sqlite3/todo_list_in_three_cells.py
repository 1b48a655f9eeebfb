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
    db = sqlite3.connect(":memory:")
    db.execute(
        """
        CREATE TABLE todo (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            done INTEGER DEFAULT 0
        )
        """
    )
    db.executemany("INSERT INTO todo (title) VALUES (?)", [("water plants",), ("write report",), ("call mum",)])
    db.commit()
    return (db,)


@app.cell
def _(db):
    db.execute("UPDATE todo SET done = 1 WHERE title = ?", ("write report",))
    db.commit()
    open_items = db.execute("SELECT title FROM todo WHERE done = 0 ORDER BY id").fetchall()
    return (open_items,)


@app.cell
def _(open_items):
    print(len(open_items), "open")
    for (title,) in open_items:
        print("-", title)
    return


if __name__ == "__main__":
    app.run()
