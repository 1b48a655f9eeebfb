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
    import multiprocessing
    import sys

    return multiprocessing, sys


@app.cell
def _(multiprocessing, sys):
    if sys.platform != "emscripten":
        lock = multiprocessing.Lock()
        with lock:
            print("locked")
    return


if __name__ == "__main__":
    app.run()
