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
    import pandas as pd
    from pathlib import Path

    return Path, pd


@app.cell
def _(Path):
    FOLDER = Path("data")
    return (FOLDER,)


@app.cell
def _(FOLDER, pd):
    orders = pd.read_csv(FOLDER / "orders.csv")
    print(len(orders))
    return


if __name__ == "__main__":
    app.run()
