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

    return mo, pd


@app.cell
def _(mo, pd):
    # public/trips.csv stands for a file of more than 100 MB
    trips = pd.read_csv(str(mo.notebook_location() / "public" / "trips.csv"))
    return (trips,)


@app.cell
def _(trips):
    print(len(trips))
    return


if __name__ == "__main__":
    app.run()
