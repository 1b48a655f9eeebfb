# ports: swapped

# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()

with app.setup:
    import sqlite3


@app.function
def powers():
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE p (n INTEGER)")
    conn.executemany("INSERT INTO p VALUES (?)", [(1,), (2,), (3,)])
    conn.commit()
    squares = [n * n for (n,) in conn.execute("SELECT n FROM p ORDER BY n")]
    conn.close()
    return squares


@app.cell
def _():
    print(powers())
    return


if __name__ == "__main__":
    app.run()
