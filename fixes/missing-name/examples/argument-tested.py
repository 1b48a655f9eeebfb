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
def _(mo, sys):
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    args = mo.cli_args()
    if "name" in args:
        print(args["name"])
    name = args.get("name") or "nobody"
    rows
    return


@app.cell
def _(sys):
    try:
        column = sys.argv[2]
    except IndexError:
        column = "a"
    print(sys.argv[0], column, sys.argv[1:])
    return


if __name__ == "__main__":
    app.run()
