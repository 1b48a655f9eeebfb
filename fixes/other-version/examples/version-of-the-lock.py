# /// script
# dependencies = [
#     "marimo",
#     "numpy>=2,<3",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np

    print(np.arange(3).sum())
    return


if __name__ == "__main__":
    app.run()
