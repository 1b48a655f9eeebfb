# /// script
# dependencies = [
#     "marimo==0.23.4",
#     "pandas",
# ]
# ///

import marimo

app = marimo.App()


@app.cell
def _():
    import pandas as pd

    return (pd,)


@app.cell
def _(pd):
    pd.read_csv("https://example.org/orders.csv")
    return


if __name__ == "__main__":
    app.run()
