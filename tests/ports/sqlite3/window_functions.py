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
    sales = sqlite3.connect(":memory:")
    sales.executescript("""
    CREATE TABLE sale (month INTEGER, amount INTEGER);
    INSERT INTO sale VALUES (1, 10), (2, 30), (3, 20), (4, 40);
    """)
    return (sales,)


@app.cell
def _(sales):
    for _month, _amount, _running, _rank in sales.execute(
        """
        SELECT month, amount, sum(amount) OVER (ORDER BY month), rank() OVER (ORDER BY amount DESC)
        FROM sale ORDER BY month
        """
    ):
        print(f"{_month:>2} {_amount:>4} {_running:>4} {_rank}")
    return


if __name__ == "__main__":
    app.run()
