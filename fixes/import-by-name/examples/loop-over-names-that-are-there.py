# /// script
# dependencies = [
#     "marimo",
#     "numpy",
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
    for _name in ["json", "numpy", "math"]:
        print(importlib.import_module(_name))
    return


if __name__ == "__main__":
    app.run()
