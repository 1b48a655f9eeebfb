# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import pandas as pd

    return mo, pd


@app.cell
def _(mo, pd):
    table = pd.DataFrame({"x": [1, 2, 3]})
    mo.md(f"{len(table)} rows")
    return


if __name__ == "__main__":
    app.run()
