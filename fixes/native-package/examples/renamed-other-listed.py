# /// script
# dependencies = [
#     "marimo",
#     "polars",
#     "polars-lts-cpu",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import polars as pl

    pl.DataFrame({"n": [1, 2, 3]})
    return


if __name__ == "__main__":
    app.run()
