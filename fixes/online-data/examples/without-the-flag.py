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
    import pandas as pd

    print(pd.read_csv("https://example.org/measurements-2019.csv"))
    return


if __name__ == "__main__":
    app.run()
