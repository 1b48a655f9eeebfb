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
def _(sys):
    in_browser = "pyodide" in sys.modules
    return (in_browser,)


@app.cell
def _(in_browser, mo):
    mo.stop(in_browser, mo.md("Not in the browser."))
    print("on a computer")
    return


if __name__ == "__main__":
    app.run()
