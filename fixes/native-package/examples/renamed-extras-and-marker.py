# /// script
# dependencies = ["marimo", "polars-lts-cpu[pyarrow]>=1; python_version >= '3.11'", "pyarrow"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import polars as pl

    pl.DataFrame({"n": [1, 2, 3]}).select(pl.col("n").sum())
    return


if __name__ == "__main__":
    app.run()
