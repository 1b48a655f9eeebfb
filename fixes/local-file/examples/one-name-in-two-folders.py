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

    return


@app.cell
def _():
    train = open("train/labels.txt").read().split()
    test = open("test/labels.txt").read().split()
    return test, train


if __name__ == "__main__":
    app.run()
