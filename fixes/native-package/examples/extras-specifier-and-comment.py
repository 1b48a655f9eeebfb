# /// script
# dependencies = [
#     "marimo",
#     'tensorflow[and-cuda] >= 2.15, <3',  # for training
#     "numpy",
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
def _(mo):
    mo.md("""
    Trained elsewhere; this notebook shows the results.
    """)
    return


if __name__ == "__main__":
    app.run()
