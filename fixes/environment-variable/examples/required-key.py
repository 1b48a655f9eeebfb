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
    import os

    return (os,)


@app.cell
def _(os):
    key = os.environ["SHOP_API_KEY"]
    return (key,)


@app.cell
def _(key):
    print(len(key))
    return


if __name__ == "__main__":
    app.run()
