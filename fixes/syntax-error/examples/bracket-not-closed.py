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
    numbers = [1, 2, 3
    return (numbers,)


@app.cell
def _(numbers):
    print(sum(numbers))
    return


if __name__ == "__main__":
    app.run()
