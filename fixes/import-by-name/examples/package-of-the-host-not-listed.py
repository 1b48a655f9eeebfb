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
    _name = "scipy"
    _stats = importlib.import_module(f"{_name}.stats")
    print(_stats.norm.cdf(0))
    return


if __name__ == "__main__":
    app.run()
