# /// script
# dependencies = [
#     "marimo",
#     "example-house-style",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import example_house_style

    return example_house_style, mo


@app.cell
def _(example_house_style, mo):
    mo.md(example_house_style.title("Report"))
    return


if __name__ == "__main__":
    app.run()
