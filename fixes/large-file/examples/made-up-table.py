# /// script
# dependencies = [
#     "marimo",
#     "numpy",
#     "pandas",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np
    import pandas as pd

    return np, pd


@app.cell
def _(np, pd):
    table = pd.DataFrame({"x": np.arange(1000)})
    print(table["x"].sum())
    return


if __name__ == "__main__":
    app.run()
