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
    cur.execute("CREATE TABLE stock (day TEXT, trans TEXT, symbol TEXT, qty REAL, price REAL)")
    cur.executemany(
        "INSERT INTO stock VALUES (?, ?, ?, ?, ?)",
        [
            ("2024-03-28", "BUY", "IBM", 1000, 45.0),
            ("2024-04-05", "BUY", "MSFT", 1000, 72.0),
            ("2024-04-06", "SELL", "IBM", 500, 53.0),  # half of it
        ],
    )
    conn.commit()
    return (cur,)


@app.cell
def _(cur):
    print(cur.execute("SELECT symbol, sum(qty * price) FROM stock GROUP BY symbol ORDER BY symbol").fetchall())
    return


if __name__ == "__main__":
    app.run()
