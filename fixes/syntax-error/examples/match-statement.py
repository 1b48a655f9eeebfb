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


@app.function
def kind(value):
    match value:
        case int() | float():
            return "number"
        case [first, *_]:
            return f"list that begins with {first}"
        case _:
            return "something else"


@app.cell
def _(mo):
    mo.md(kind([1, 2]))
    return


if __name__ == "__main__":
    app.run()
