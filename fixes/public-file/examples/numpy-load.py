# /// script
# dependencies = [
#     "marimo",
#     "numpy",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import numpy as np

    return mo, np


@app.cell
def _(mo, np):
    path = mo.notebook_location() / "public" / "weights.npy"
    weights = np.load(str(path))
    return (weights,)


@app.cell
def _(weights):
    print(weights.shape)
    return


if __name__ == "__main__":
    app.run()
