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
    return DATA, mo, pd


@app.cell
def _(DATA, pd):
    sales = pd.read_csv(DATA / "sales.csv")
    settings = (DATA / "settings.json").read_text()
    print(len(sales), settings)
    return


if __name__ == "__main__":
    app.run()
