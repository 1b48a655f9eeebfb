# /// script
# dependencies = [
#     "marimo",
#     "torch; sys_platform != 'emscripten'",
# ]
#
# [tool.marimo.runtime]
# cache_cells = false
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
    import torch

    return (torch,)


@app.cell
def _(torch):
    total = torch.ones(3).sum().item()
    return (total,)


@app.cell
def _(mo, total):
    mo.md(f"The sum is {total}.")
    return


if __name__ == "__main__":
    app.run()
