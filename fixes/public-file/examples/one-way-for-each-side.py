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
    path = mo.notebook_location() / "public" / "notes.txt"
    if sys.platform == "emscripten":
        from pyodide.http import open_url

        text = open_url(str(path)).read()
    else:
        text = open(path).read()
    return (text,)


@app.cell
def _(text):
    print(text)
    return


if __name__ == "__main__":
    app.run()
