# /// script
# dependencies = [
#     "marimo",
#     "numpy",
#     "pyyaml",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np
    import yaml

    return np, yaml


@app.cell
def _(np, yaml):
    print(yaml.safe_dump(np.arange(2).tolist()))
    return


if __name__ == "__main__":
    app.run()
