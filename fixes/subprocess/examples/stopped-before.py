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
    import subprocess
    import sys

    return mo, subprocess, sys


@app.cell
def _(mo, subprocess, sys):
    mo.stop(sys.platform == "emscripten", mo.md("Not in the browser."))
    log = subprocess.run(["git", "log"], capture_output=True, text=True).stdout
    return (log,)


@app.cell
def _(log, mo):
    mo.plain_text(log)
    return


if __name__ == "__main__":
    app.run()
