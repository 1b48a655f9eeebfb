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
    from os import environ, getenv

    return environ, getenv


@app.cell
def _(environ, getenv):
    address = getenv("SHOP_ADDRESS")
    print(address or "no address", environ.get("SHOP_REGION"))
    return


if __name__ == "__main__":
    app.run()
