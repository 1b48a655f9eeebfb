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
    import os
    import sys

    return os, sys


@app.cell
def _(os, sys):
    if sys.platform != "emscripten":
        os.spawnlp(os.P_WAIT, "true", "true")
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
