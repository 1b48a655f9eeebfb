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

    table = pd.DataFrame({"a": [1, 2]})
    table.to_parquet("table.parquet")
    return


if __name__ == "__main__":
    app.run()
