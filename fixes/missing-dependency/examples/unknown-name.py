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
    import example_house_style

    mo.md(example_house_style.title("Report"))
    return


if __name__ == "__main__":
    app.run()
