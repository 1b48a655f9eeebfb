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
    The functions of `helper_module` are copied into this notebook.
    """)
    return


@app.function
def double(number):
    return 2 * number


@app.cell
def _():
    print(double(21))
    return


if __name__ == "__main__":
    app.run()
