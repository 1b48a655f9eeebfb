# /// script
# dependencies = [
#     "marimo",
#     "numpy<2",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np
    return (np,)


@app.cell
def _(np):
    print(np.ones(1))
    return


if __name__ == "__main__":
    app.run()
