# /// script
# dependencies = [
#     "marimo",
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
    frame.write_parquet("table.parquet")
    print(pl.read_parquet("table.parquet"))
    return


if __name__ == "__main__":
    app.run()
