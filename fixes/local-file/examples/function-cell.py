# /// script
# dependencies = [
#     "marimo",
#     "polars",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()

with app.setup:
    import marimo as mo
    import polars as pl
    from pathlib import Path

    HERE = Path(__file__).parent


@app.function
def read_prices():
    return pl.read_csv(HERE / "data" / "prices.csv")["price"].sum()


@app.cell
def _():
    print(read_prices())
    return


if __name__ == "__main__":
    app.run()
