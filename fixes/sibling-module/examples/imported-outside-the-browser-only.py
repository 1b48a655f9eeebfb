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
    import marimo as mo

    return (mo,)


@app.cell
def _():
    import sys

    if sys.platform != "emscripten":
        import helper_module
    return


if __name__ == "__main__":
    app.run()
