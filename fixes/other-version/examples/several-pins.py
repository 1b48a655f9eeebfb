# /// script
# dependencies = [
#     "marimo",
#     "numpy==1.26.0",
#     "pandas==1.5.3",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np
    import pandas as pd
    return (np, pd)


@app.cell
def _(np, pd):
    print(pd.Series(np.ones(1)))
    return


if __name__ == "__main__":
    app.run()
