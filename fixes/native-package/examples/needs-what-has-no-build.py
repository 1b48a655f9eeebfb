# /// script
# dependencies = [
#     "marimo",
#     "trl",
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
    import trl

    config = trl.SFTConfig()
    return


if __name__ == "__main__":
    app.run()
