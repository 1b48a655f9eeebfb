# /// script
# dependencies = [
#     "marimo",
#     "lxml",
#     "numpy",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np
    import lxml.etree

    return lxml, np


@app.cell
def _(lxml, np):
    print(np.ones(2).sum(), lxml.etree.fromstring("<a/>").tag)
    return


if __name__ == "__main__":
    app.run()
