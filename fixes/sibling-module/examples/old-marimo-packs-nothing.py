# /// script
# dependencies = [
#     "marimo<0.23.15",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import helper_module
    import marimo as mo

    return helper_module, mo


@app.cell
def _(helper_module, mo):
    mo.md(str(helper_module.double(21)))
    return


if __name__ == "__main__":
    app.run()
