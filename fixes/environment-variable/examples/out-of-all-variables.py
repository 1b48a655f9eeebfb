# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
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
    address = "{SHOP_HOST}/v1/{SHOP_USER!r:>8}".format(**os.environ)
    return (address,)


@app.cell
def _(os):
    print("%(SHOP_REGION)s: 100%%" % os.environ)
    return


@app.cell
def _(os):
    settings = {**os.environ, "SHOP_EXTRA": "1"}
    print(settings["SHOP_ID"][0], settings["SHOP_EXTRA"])
    return


@app.cell
def _(address):
    print(address)
    return


if __name__ == "__main__":
    app.run()
