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
    mo.stop(sys.platform != "emscripten", mo.md("This cell shows what the page can do."))
    page = "in the browser"
    return (page,)


@app.cell
def _(mo, page):
    mo.md(page)
    return


if __name__ == "__main__":
    app.run()
