# /// script
# dependencies = [
#     "marimo",
#     "pandas",
#     "polars",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import polars as pl

    frame = pl.DataFrame({"a": [1, 2]})
    print(frame.to_pandas())
    return


if __name__ == "__main__":
    app.run()
