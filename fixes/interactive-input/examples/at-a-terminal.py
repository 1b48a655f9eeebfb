# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sys

    return (sys,)


@app.cell
def _(sys):
    if sys.stdin.isatty():
        name = input("Your name? ")
    else:
        name = "nobody"
    name
    return


if __name__ == "__main__":
    app.run()
