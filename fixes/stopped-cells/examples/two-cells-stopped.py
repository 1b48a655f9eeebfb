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
    revision = subprocess.check_output(["git", "rev-parse", "HEAD"], text=True)
    return (revision,)


@app.cell
def _(mo, revision):
    mo.md(f"Revision {revision}")
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
