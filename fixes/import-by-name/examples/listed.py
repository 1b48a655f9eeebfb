# /// script
# dependencies = [
#     "marimo",
#     "scipy",
#     "humanize",
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
    _stats = importlib.import_module("scipy.stats")
    _text = importlib.import_module("humanize").naturalsize(10)
    print(_stats.norm.cdf(0), _text)
    return


if __name__ == "__main__":
    app.run()
