# /// script
# dependencies = [
#     "humanize",
#     "marimo",
#     "numpy",
#     "psutil",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import humanize
    import numpy as np
    return (humanize, np)


@app.cell
def _(humanize, np):
    print(humanize.naturalsize(np.sum([1])))
    return


if __name__ == "__main__":
    app.run()
