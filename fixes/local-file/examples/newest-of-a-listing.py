# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import glob
    import marimo as mo
    from pathlib import Path
    return Path, glob


@app.cell
def _(glob):
    newest = sorted(glob.glob("runs/*.csv"))[-1]
    newest
    return


@app.cell
def _(Path):
    first = next(Path(".").glob("*.json"))
    first
    return


if __name__ == "__main__":
    app.run()
