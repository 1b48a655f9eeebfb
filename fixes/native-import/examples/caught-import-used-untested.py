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

    try:
        import torch
    except ImportError:
        torch = None
    return mo, torch


@app.cell
def _(mo, torch):
    device = "cpu" if torch is None else torch.get_default_device()
    mo.md(f"Runs on {device}.")
    return


@app.cell
def _(torch):
    print(torch.ones(2))
    return


if __name__ == "__main__":
    app.run()
