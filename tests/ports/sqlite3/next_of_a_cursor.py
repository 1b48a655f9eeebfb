# ports: either (next())

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
    cur = conn.execute("VALUES (1), (2)")
    print(next(cur), next(cur), next(cur, "end"))
    return


if __name__ == "__main__":
    app.run()
