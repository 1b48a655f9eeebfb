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
    import marimo as mo
    return (importlib, mo)


@app.cell
def _(mo):
    fast = mo.ui.checkbox()
    fast
    return (fast,)


@app.cell
def _(fast, importlib):
    backend = importlib.import_module("torch" if fast.value else "math")
    print(backend.pi)
    return (backend,)


if __name__ == "__main__":
    app.run()
