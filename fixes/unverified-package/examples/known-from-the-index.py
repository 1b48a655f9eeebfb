# /// script
# dependencies = [
#     "marimo",
#     "einops",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _():
    import einops

    einops.parse_shape([1, 2], "n")
    return


if __name__ == "__main__":
    app.run()
