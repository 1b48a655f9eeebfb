# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()

with app.setup:
    with open("notes.txt") as _file:
        NOTES = _file.read()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    mo.md(NOTES)
    return


if __name__ == "__main__":
    app.run()
