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
    import math
    import sqlite3

    return math, sqlite3


@app.cell
def _():
    class Product:
        def __init__(self):
            self.value = 1

        def step(self, value):
            self.value *= value

        def finalize(self):
            return self.value
    return (Product,)


@app.cell
def _(Product, math, sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.create_function("root", 1, math.sqrt)
    conn.create_function("twice", 1, lambda value: value * 2, deterministic=True)
    conn.create_aggregate("product", 1, Product)
    conn.create_collation("backwards", lambda a, b: (a < b) - (a > b))
    print(conn.execute("SELECT root(9), twice(4), product(column1) FROM (VALUES (2), (5))").fetchall())
    return


if __name__ == "__main__":
    app.run()
