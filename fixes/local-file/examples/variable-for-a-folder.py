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
    from pathlib import Path

    import marimo as mo
    import pandas as pd

    DATA = Path("data")
    TABLES = "data/"
    return DATA, Path, TABLES, mo, pd


@app.cell
def _(DATA, pd):
    sales = pd.read_csv(DATA / "sales.csv")
    prices = pd.read_csv(str(DATA / "prices.csv"))
    print(len(sales), len(prices))
    return


@app.cell
def _(TABLES, pd):
    print(pd.read_csv(f"{TABLES}sales.csv")["price"].sum())
    return


if __name__ == "__main__":
    app.run()
