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
        os.system("git fetch")
    print("runs everywhere")
    return


if __name__ == "__main__":
    app.run()
