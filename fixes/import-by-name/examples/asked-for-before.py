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
    import importlib.util

    if importlib.util.find_spec("torch"):
        backend = importlib.import_module("torch")
    else:
        backend = None
    return (backend,)


if __name__ == "__main__":
    app.run()
