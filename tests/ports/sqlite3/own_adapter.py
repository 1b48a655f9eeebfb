# ports: withheld (adapters)

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
    class Point:
        def __init__(self, x, y):
            self.x, self.y = x, y


    sqlite3.register_adapter(Point, lambda p: f"{p.x};{p.y}")
    conn = sqlite3.connect(":memory:")
    print(conn.execute("SELECT ?", (Point(4, -3),)).fetchone())
    return


if __name__ == "__main__":
    app.run()
