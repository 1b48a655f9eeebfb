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
    cur = conn.cursor()
    cur.execute("VALUES ('a', 1), ('b', 2), ('c', 3)")
    total = 0
    for letter, number in cur:
        total += number
        print(letter, number)
    print(total)
    return


if __name__ == "__main__":
    app.run()
