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

    return (csv,)


@app.cell
def _(csv):
    with open("/srv/shop/orders.csv") as _file:
        orders = list(csv.reader(_file))
    return (orders,)


@app.cell
def _(orders):
    print(len(orders))
    return


if __name__ == "__main__":
    app.run()
