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
    import json
    import sys
    from pathlib import Path

    return Path, json, sys


@app.cell
def _(sys):
    if sys.platform == "emscripten":
        import js
        from pyodide.http import pyfetch

        print(js.location, pyfetch)
    return


@app.cell
def _(Path, json):
    print(json.dumps({"name": Path("a/b.txt").name}))
    return


if __name__ == "__main__":
    app.run()
