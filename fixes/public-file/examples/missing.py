# /// script
# dependencies = [
#     "marimo",
#     "pandas",
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
    orders = pd.read_csv(str(mo.notebook_location() / "public" / "orders.csv"))
    print(len(orders))
    return


if __name__ == "__main__":
    app.run()
