# /// script
# dependencies = [
#     "marimo",
#     "numpy",
#     "torch; sys_platform != 'emscripten'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from typing import TYPE_CHECKING

    if TYPE_CHECKING:
        import torch
    return


@app.function
def shape(tensor: "torch.Tensor"):
    return tuple(tensor.shape)


@app.cell
def _():
    import numpy as np

    print(shape(np.ones((2, 3))))
    return


if __name__ == "__main__":
    app.run()
