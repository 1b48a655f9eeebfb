"""Sizes that people can read."""

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    import humanize

    mo.md(humanize.naturalsize(123456))
    return


if __name__ == "__main__":
    app.run()
