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
    import sys

    if sys.platform != "emscripten":
        importlib.import_module("psutil")
    return


if __name__ == "__main__":
    app.run()
