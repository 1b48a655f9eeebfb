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
    class Shelf:
        def __init__(self, path):
            self.conn = sqlite3.connect(path)
            self.conn.execute("CREATE TABLE fruit (name TEXT)")

        def add(self, name):
            self.conn.execute("INSERT INTO fruit VALUES (?)", (str(name),))
            self.conn.commit()

        def __len__(self):
            return self.conn.execute("SELECT count(*) FROM fruit").fetchone()[0]
    return (Shelf,)


@app.cell
def _(Shelf):
    shelf = Shelf(":memory:")
    shelf.add("apple")
    print(len(shelf))
    return


if __name__ == "__main__":
    app.run()
