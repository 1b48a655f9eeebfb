# /// script
# dependencies = [
#     "humanize",
#     "marimo==0.23.10",
#     "torch>=2; sys_platform != 'emscripten'",
# ]
# ///

import marimo

__generated_with = "0.23.10"
app = marimo.App()


@app.cell
def _():
    import sys
    import humanize

    if sys.platform != "emscripten":
        import torch
    return humanize, sys, torch


@app.cell
def _(humanize):
    humanize.intword(1_000_000)
    return


@app.cell
def _(sys, torch):
    if sys.platform != "emscripten":
        print(torch.ones(2))
    return


if __name__ == "__main__":
    app.run()
