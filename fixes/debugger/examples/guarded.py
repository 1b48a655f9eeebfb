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
    import pdb
    import sys

    return pdb, sys


@app.cell
def _(pdb, sys):
    if sys.platform != "emscripten":
        pdb.set_trace()
    print("goes on")
    return


if __name__ == "__main__":
    app.run()
