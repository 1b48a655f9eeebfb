# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    level = mo.ui.slider(1, 9)
    return (level,)


@app.cell
def _(level):
    import sys

    print(level.value, sys.byteorder)
    return


@app.cell
def _():
    import subprocess

    print("state")
    text = subprocess.run(["git", "status"], capture_output=True, text=True).stdout
    return subprocess, text


@app.cell
def _(subprocess):
    print("log")
    log = subprocess.run(["git", "log"], capture_output=True, text=True).stdout
    log
    return


if __name__ == "__main__":
    app.run()
