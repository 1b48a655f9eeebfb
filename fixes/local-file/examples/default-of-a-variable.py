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
    import os
    import pandas as pd

    return os, pd


@app.cell
def _(os, pd):
    path = os.environ.get("REPORT", "report.csv")
    report = pd.read_csv(path)
    print(len(report))
    return


if __name__ == "__main__":
    app.run()
