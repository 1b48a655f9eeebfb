# ports: either (no use)

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

    return


@app.cell
def _():
    print("nothing to see")
    return


if __name__ == "__main__":
    app.run()
