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

    return (mo,)


@app.cell
def _():
    from torch import nn, optim as opt

    return nn, opt


@app.cell
def _(nn):
    layer = nn.Linear(2, 1)
    return (layer,)


@app.cell
def _(layer, mo, opt):
    optimizer = opt.SGD(layer.parameters(), lr=0.1)
    mo.md(str(optimizer))
    return


if __name__ == "__main__":
    app.run()
