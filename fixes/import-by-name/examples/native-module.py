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
    backend = importlib.import_module("torch")
    print(backend.__version__)
    return (backend,)


if __name__ == "__main__":
    app.run()
