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
    import sys

    if sys.platform != "emscripten":
        import resource
    return resource, sys


@app.cell
def _(resource, sys):
    if sys.platform != "emscripten":
        print(resource.getpagesize())
    return


if __name__ == "__main__":
    app.run()
