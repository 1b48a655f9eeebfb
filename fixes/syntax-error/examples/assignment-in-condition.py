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
    size = 3
    return (size,)


@app.cell
def _(size):
    if size = 3:
        print("three")
    return


if __name__ == "__main__":
    app.run()
