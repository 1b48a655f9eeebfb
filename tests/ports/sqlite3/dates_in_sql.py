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
    conn.execute("CREATE TABLE visit (day TEXT, pages INTEGER)")
    conn.executemany("INSERT INTO visit VALUES (?, ?)", [("2024-01-31", 5), ("2024-02-01", 7), ("2024-02-29", 1)])
    for month, pages in conn.execute("SELECT strftime('%Y-%m', day), sum(pages) FROM visit GROUP BY 1 ORDER BY 1"):
        print(month, pages)
    print(conn.execute("SELECT date('2024-01-31', '+1 month'), julianday('2024-03-01') - julianday('2024-02-01')").fetchone())
    return


if __name__ == "__main__":
    app.run()
