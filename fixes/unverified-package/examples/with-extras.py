# /// script
# dependencies = [
#     "marimo",
#     "report-tools[charts]>=1; python_version >= '3.9'",
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
    mo.md("Nothing here needs it.")
    return


if __name__ == "__main__":
    app.run()
