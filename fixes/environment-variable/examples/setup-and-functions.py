# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


with app.setup:
    import os

    stage = os.environ["SHOP_STAGE"]
    limit = int(os.environ["SHOP_LIMIT"])


@app.function
def rate():
    return float(os.environ["SHOP_RATE"])


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    mo.md(f"{stage} {limit}")
    return


@app.cell
def _():
    print(rate() * 2)
    return


if __name__ == "__main__":
    app.run()
