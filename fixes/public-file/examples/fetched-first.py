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
    if sys.platform == "emscripten":
        from pathlib import Path as _Path
        from urllib.request import urlopen as _urlopen
        _Path("notes.txt").write_bytes(_urlopen(str(mo.notebook_location() / "public" / "notes.txt")).read())
    print(open("notes.txt").read())
    return


if __name__ == "__main__":
    app.run()
