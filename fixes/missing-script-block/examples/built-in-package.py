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
    mean = np.mean([1, 2, 3])
    mo.md(f"The mean is {mean}")
    return


if __name__ == "__main__":
    app.run()
