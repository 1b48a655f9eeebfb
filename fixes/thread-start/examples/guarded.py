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
    from threading import Timer

    return Timer, sys


@app.cell
def _(Timer, sys):
    if sys.platform != "emscripten":
        Timer(1.0, print, args=["a second later"]).start()
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
