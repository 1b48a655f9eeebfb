# /// script
# dependencies = [
#     "marimo",
#     "torch; sys_platform != 'emscripten'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import sys

    if sys.platform != "emscripten":
        import torch
    return mo, sys, torch


@app.cell
def _(mo, sys, torch):
    mo.stop(sys.platform == "emscripten", mo.md("Needs torch."))
    print(torch.ones(2))
    return


if __name__ == "__main__":
    app.run()
