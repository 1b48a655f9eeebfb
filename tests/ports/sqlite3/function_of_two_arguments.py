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
    conn.create_function("hypot", 2, lambda a, b: (a * a + b * b) ** 0.5)
    conn.create_function("answer", 0, lambda: 42)
    conn.execute("CREATE TABLE p (x REAL, y REAL)")
    conn.executemany("INSERT INTO p VALUES (?, ?)", [(3.0, 4.0), (5.0, 12.0)])
    for _row in conn.execute("SELECT x, y, hypot(x, y), answer() FROM p ORDER BY x"):
        print(_row)
    return


if __name__ == "__main__":
    app.run()
