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
    import sys
    return mo, sys


@app.cell
def _(mo, sys):
    mo.stop(sys.platform == "emscripten", mo.md("Only where the archive is at hand."))
    archive = list(range(100))
    return (archive,)


@app.cell
def _(archive):
    newest = archive[-1]
    return (newest,)


@app.cell
def _(mo, newest):
    mo.md(str(newest))
    return


if __name__ == "__main__":
    app.run()
