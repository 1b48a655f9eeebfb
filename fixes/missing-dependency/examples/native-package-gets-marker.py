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

    if sys.platform != "emscripten":
        import psutil
    return psutil, sys


@app.cell
def _(psutil, sys):
    if sys.platform != "emscripten":
        print(psutil.cpu_percent())
    return


if __name__ == "__main__":
    app.run()
