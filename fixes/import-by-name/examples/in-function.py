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
    def load():
        return importlib.import_module("tensorflow.keras")
    return (load,)


@app.cell
def _(load):
    load()
    return


if __name__ == "__main__":
    app.run()
