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
def _(pd):
    sales = pd.read_csv("data/sales.csv")
    print(len(sales))
    return


if __name__ == "__main__":
    app.run()
