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
    conn.executescript(
        """
        CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE book (id INTEGER PRIMARY KEY, author INTEGER REFERENCES author (id), title TEXT);
        INSERT INTO author VALUES (1, 'Le Guin'), (2, 'Lem');
        INSERT INTO book (author, title) VALUES (1, 'The Dispossessed'), (2, 'Solaris'), (2, 'The Cyberiad');
        """
    )
    return (conn,)


@app.cell
def _(conn):
    print(conn.execute("SELECT name, count(*) FROM author JOIN book ON book.author = author.id GROUP BY name ORDER BY 2 DESC").fetchall())
    return


if __name__ == "__main__":
    app.run()
