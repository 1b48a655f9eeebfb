# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    return


@app.cell
def _():
    try:
        from pkgutil import find_loader
    except ImportError:
        from importlib.util import find_spec as find_loader
    find_loader("json")
    return


if __name__ == "__main__":
    app.run()
