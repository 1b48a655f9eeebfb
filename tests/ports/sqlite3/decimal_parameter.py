# ports: withheld (the error has another class)

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
    import decimal
    import sqlite3

    return decimal, sqlite3


@app.cell
def _(decimal, sqlite3):
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute("SELECT ?", (decimal.Decimal("1.5"),))
    except (sqlite3.InterfaceError, sqlite3.ProgrammingError):
        print("no decimals")
    return


if __name__ == "__main__":
    app.run()
