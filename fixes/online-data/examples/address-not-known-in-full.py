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

    year = 2019 + len("ab")
    print(pd.read_csv(f"https://example.org/measurements-{year}.csv"))
    return


if __name__ == "__main__":
    app.run()
