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
    import os

    return mo, os


@app.cell
def _(os):
    def client():
        return len(os.environ["SHOP_TOKEN"])

    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
