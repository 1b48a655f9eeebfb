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
    import csv
    from pathlib import Path

    return Path, csv


@app.cell
def _(Path):
    DATA = Path(__file__).parent / "data"
    return (DATA,)


@app.cell
def _(DATA, csv):
    with open(DATA / "prices.csv") as prices_file:
        prices = list(csv.reader(prices_file))
    print(len(prices))
    return


@app.cell
def _(DATA, csv):
    with open(DATA / "sales.csv") as sales_file:
        sales = list(csv.reader(sales_file))
    print(len(sales))
    return


if __name__ == "__main__":
    app.run()
