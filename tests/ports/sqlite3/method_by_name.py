# ports: withheld (the method's name is text)

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
    for method in ("commit", "close"):
        getattr(conn, method)()
    print("done")
    return


if __name__ == "__main__":
    app.run()
