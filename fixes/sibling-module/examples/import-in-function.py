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
def _():
    def twice(number):
        from helper_module import double

        return double(number)

    return (twice,)


@app.cell
def _(mo, twice):
    mo.md(f"{twice(21)}")
    return


if __name__ == "__main__":
    app.run()
