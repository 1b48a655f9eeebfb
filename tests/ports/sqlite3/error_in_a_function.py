# ports: withheld (the function's own error comes out)

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
    conn.create_function("parse", 1, lambda text: int(text))
    print(conn.execute("SELECT parse('12')").fetchone())
    try:
        conn.execute("SELECT parse('x')").fetchone()
    except sqlite3.OperationalError as error:
        print("failed:", error)
    return


if __name__ == "__main__":
    app.run()
