# ports: withheld (the value itself is shown)

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
    print(type(conn.execute("SELECT 1")), conn.cursor().arraysize)
    return


if __name__ == "__main__":
    app.run()
