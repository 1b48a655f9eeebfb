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


@app.class_definition
class Median:
    def __init__(self):
        self.values = []

    def step(self, value):
        if value is not None:
            self.values.append(value)

    def finalize(self):
        ordered = sorted(self.values)
        return ordered[len(ordered) // 2] if ordered else None


@app.cell
def _(sqlite3):
    conn = sqlite3.connect(":memory:")
    conn.create_aggregate("median", 1, Median)
    conn.execute("CREATE TABLE m (city TEXT, temperature REAL)")
    conn.executemany("INSERT INTO m VALUES (?, ?)", [("Bern", 4.5), ("Bern", 7.0), ("Bern", 1.0), ("Ulm", 3.0)])
    for row in conn.execute("SELECT city, median(temperature) FROM m GROUP BY city ORDER BY city"):
        print(row)
    return


if __name__ == "__main__":
    app.run()
