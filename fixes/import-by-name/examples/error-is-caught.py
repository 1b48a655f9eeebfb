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
    import importlib.metadata

    try:
        backend = importlib.import_module("torch")
    except ImportError:
        backend = None

    try:
        _version = importlib.metadata.version("torch")
    except importlib.metadata.PackageNotFoundError:
        _version = "none"
    print(_version)
    return (backend,)


if __name__ == "__main__":
    app.run()
