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
    import marimo as mo

    return (mo,)


@app.function
def lines(name):
    with open(f"data/{name}.csv") as file:
        return file.read().splitlines()


@app.cell
def _():
    sales = lines("sales")
    print(len(sales))
    return


@app.cell
def _():
    prices = lines("prices")
    print(len(prices))
    return


if __name__ == "__main__":
    app.run()
