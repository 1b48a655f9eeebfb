# /// script
# [tool.marimo.runtime]
# auto_instantiate = false
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import humanize
    import numpy as np

    humanize.intcomma(np.arange(3).sum())
    return


if __name__ == "__main__":
    app.run()
