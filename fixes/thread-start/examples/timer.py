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
    import threading

    return (threading,)


@app.cell
def _(threading):
    timer = threading.Timer(1.0, print, args=["a second later"])
    timer.start()
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
