# /// script
# dependencies = [
#     "marimo",
#     "polars-lts-cpu>=1; sys_platform != 'emscripten'",
#     "polars; sys_platform == 'emscripten'",
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
