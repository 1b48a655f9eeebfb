# /// script
# dependencies = [
#     "marimo",
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
    marimo saves a cell that does not parse with `app._unparsable_cell`.
    """)
    return


if __name__ == "__main__":
    app.run()
