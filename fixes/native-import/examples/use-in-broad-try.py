# /// script
# dependencies = ["marimo", "torch; sys_platform != 'emscripten'"]
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
    try:
        print(torch.ones(2))
    except Exception as error:
        print("failed", error)
    return


@app.cell
def _(torch):
    try:
        device = torch.device("cpu")
    except Exception:
        device = None
    print(device)
    return


if __name__ == "__main__":
    app.run()
