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
    import sqlite3

    return (sqlite3,)


@app.cell
def _(sqlite3):
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute("SELECT :a, :b", {"a": 1})
    except sqlite3.ProgrammingError:
        print("b is missing")
    return


if __name__ == "__main__":
    app.run()
