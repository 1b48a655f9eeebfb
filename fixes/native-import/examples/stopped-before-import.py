# /// script
# dependencies = [
#     "marimo",
#     "torch; sys_platform != 'emscripten'",
# ]
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
    mo.stop("pyodide" in sys.modules, mo.md("Only on a computer with Python."))
    import torch

    print(torch.ones(2))
    return


if __name__ == "__main__":
    app.run()
