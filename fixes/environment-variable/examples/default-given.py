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
    address = os.getenv("SHOP_ADDRESS", "https://example.org")
    region = os.environ.get("SHOP_REGION", "north")
    return address, region


@app.cell
def _(address, region):
    print(address, region)
    return


if __name__ == "__main__":
    app.run()
