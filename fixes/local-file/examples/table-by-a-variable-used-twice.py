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

    return (pd,)


@app.cell
def _():
    from pathlib import Path

    FOLDER = Path("data")
    SOURCE = FOLDER / "prices.csv"
    return FOLDER, SOURCE


@app.cell
def _(FOLDER, SOURCE, pd):
    prices = pd.read_csv(SOURCE)
    print(f"{len(prices)} prices of {FOLDER}")
    return


@app.cell
def _(SOURCE, pd):
    head = pd.read_csv(SOURCE, nrows=1)
    print(len(head))
    return


if __name__ == "__main__":
    app.run()
