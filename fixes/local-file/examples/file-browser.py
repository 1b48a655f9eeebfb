# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from pathlib import Path
    return Path, mo


@app.cell
def _(mo):
    picked = mo.ui.file_browser(initial_path="results")
    picked
    return


@app.cell
def _(Path, mo):
    here = mo.ui.file_browser()
    home = mo.ui.file_browser(initial_path=Path.home(), multiple=False)
    there = mo.ui.file_browser(Path("."))
    here, home, there
    return


if __name__ == "__main__":
    app.run()
