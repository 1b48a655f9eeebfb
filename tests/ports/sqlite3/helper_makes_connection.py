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
    def open_shop():
        """An empty shop."""
        shop = sqlite3.connect(":memory:")
        shop.execute("CREATE TABLE ware (name TEXT, price REAL)")
        return shop

    return (open_shop,)


@app.cell
def _(open_shop):
    shop = open_shop()
    shop.executemany("INSERT INTO ware VALUES (?, ?)", [("apple", 0.5), ("melon", 3.0)])
    shop.commit()
    print(shop.execute("SELECT name FROM ware WHERE price < 1").fetchall())
    shop.close()
    return


if __name__ == "__main__":
    app.run()
