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
    # public/stops.csv stands for a file of more than 100 MB
    stops = pd.read_csv(str(mo.notebook_location() / "public" / "stops.csv"))
    return (stops,)


@app.cell
def _(stops):
    print(len(stops))
    return


if __name__ == "__main__":
    app.run()
