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
    try:
        import torch
    except ImportError:
        torch = None
    return (torch,)


@app.cell
def _(torch):
    if torch is None:
        print("no torch here")
    else:
        print(torch.ones(2))
    return


if __name__ == "__main__":
    app.run()
