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
    import os
    import pandas as pd

    return os, pd


@app.cell
def _(os, pd):
    path = os.environ.get("PRICES", "data/prices.csv")
    prices = pd.read_csv(path)
    print(len(prices))
    return


if __name__ == "__main__":
    app.run()
