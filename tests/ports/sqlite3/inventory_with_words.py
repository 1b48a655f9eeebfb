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

    import marimo as mo

    return mo, sqlite3


@app.cell
def _(mo):
    mo.md("""
    # Inventory
    """)
    return


@app.cell
def _(sqlite3):
    inventory = sqlite3.connect(":memory:")
    inventory.execute("CREATE TABLE part (name TEXT, qty INTEGER)")
    inventory.executemany("INSERT INTO part VALUES (?, ?)", [("bolt", 40), ("nut", 35), ("gear", 2)])
    inventory.commit()
    return (inventory,)


@app.cell
def _(inventory, mo):
    low = inventory.execute("SELECT name, qty FROM part WHERE qty < 10").fetchall()
    mo.md("\n".join(f"* {name}: {qty}" for name, qty in low))
    return (low,)


@app.cell
def _(low):
    print(low)
    return


if __name__ == "__main__":
    app.run()
