# /// script
# dependencies = [
#     "marimo",
#     "torch>=2; sys_platform != 'emscripten'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sys

    if sys.platform != "emscripten":
        import torch
    return sys, torch


@app.cell
def _(sys, torch):
    if sys.platform != "emscripten":
        print(torch.ones(2))
    return


if __name__ == "__main__":
    app.run()
