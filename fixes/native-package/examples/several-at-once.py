# /// script
# dependencies = [
#     "humanize",
#     "marimo",
#     "psutil>=5",
#     "tabulate",
#     "torch",
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
