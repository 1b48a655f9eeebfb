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
    conn.execute("CREATE TABLE planets (name TEXT, moons INTEGER)")
    conn.execute("INSERT INTO planets VALUES ('Mars', 2)")
    conn.execute("INSERT INTO planets VALUES ('Earth', 1)")
    conn.commit()
    for name, moons in conn.execute("SELECT name, moons FROM planets ORDER BY moons"):
        print(f"{name}: {moons}")
    conn.close()
    return


if __name__ == "__main__":
    app.run()
