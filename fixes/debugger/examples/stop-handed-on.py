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
    import sys

    return (sys,)


@app.cell
def _(sys):
    sys.breakpointhook = print
    print(sys.breakpointhook is print)
    return


if __name__ == "__main__":
    app.run()
