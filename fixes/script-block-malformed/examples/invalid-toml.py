# /// script
# dependencies = ["marimo",, "numpy"]
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
    The block above cannot be read.
    """)
    return


if __name__ == "__main__":
    app.run()
