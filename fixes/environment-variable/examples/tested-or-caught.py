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
    key = os.environ["SHOP_API_KEY"] if "SHOP_API_KEY" in os.environ else ""
    try:
        region = os.environ["SHOP_REGION"]
    except KeyError:
        region = "north"
    return key, region


@app.cell
def _(key, region):
    print(key, region)
    return


if __name__ == "__main__":
    app.run()
