# /// script
# dependencies = [
#     "marimo",
#     "tenacity",
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
    names = ["torch", "tensorflow", "psutil"]
    mo.md(", ".join(names))
    return


if __name__ == "__main__":
    app.run()
