# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import sys
    return mo, sys


@app.cell
def _(sys):
    rows = int(sys.argv[1])
    rows
    return


@app.cell
def _(mo):
    mo.cli_args()["name"]
    return


if __name__ == "__main__":
    app.run()
