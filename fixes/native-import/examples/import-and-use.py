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
    import torch

    return mo, torch


@app.cell
def _(torch):
    weights = torch.ones(3)
    return (weights,)


@app.cell
def _(mo, weights):
    mo.md(str(weights))
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
