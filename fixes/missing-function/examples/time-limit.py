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
    import signal
    import time

    return signal, time


@app.cell
def _(signal, time):
    signal.alarm(5)
    time.sleep(1)
    signal.alarm(0)
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
