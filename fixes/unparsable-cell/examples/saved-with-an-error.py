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
    numbers = [1, 2, 3]
    return (numbers,)


app._unparsable_cell(
    r"""
    total = sum(numbers
    """,
    name="_"
)


@app.cell
def _(numbers):
    print(max(numbers))
    return


if __name__ == "__main__":
    app.run()
