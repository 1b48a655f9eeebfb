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
    import marimo as mo
    import os
    import signal

    return mo, os, signal


@app.cell
def _(mo):
    button = mo.ui.run_button(label="Quit")
    button
    return (button,)


@app.cell
def _(button, os, signal):
    if button.value:
        os.kill(os.getpid(), signal.SIGTERM)
        os._exit(0)
    return


if __name__ == "__main__":
    app.run()
