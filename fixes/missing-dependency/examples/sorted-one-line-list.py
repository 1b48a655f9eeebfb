# /// script
# dependencies = ["marimo", "numpy"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np
    import scipy.stats

    return np, scipy


@app.cell
def _(np, scipy):
    print(scipy.stats.norm.cdf(np.array([0.0])))
    return


if __name__ == "__main__":
    app.run()
