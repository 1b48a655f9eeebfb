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
    import importlib
    return (importlib,)


@app.cell
def _(importlib):
    modules = {name: importlib.import_module(name) for name in ("json", "psutil")}
    return (modules,)


@app.cell
def _():
    _names = ["torch", "tensorflow"]
    for _name in _names:
        print(__import__(_name))
    return


if __name__ == "__main__":
    app.run()
