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
    defaults = {"SHOP_HOST": "localhost"}
    return defaults, os


@app.cell
def _(defaults, os):
    os.environ |= {"SHOP_WORKERS": "1"}
    os.environ.update(defaults, SHOP_PORT="80")
    os.environ.setdefault("SHOP_REGION", "north")
    return


@app.cell
def _(os):
    print(int(os.environ["SHOP_WORKERS"]), int(os.environ["SHOP_PORT"]), os.environ["SHOP_HOST"])
    print("{SHOP_REGION}/{SHOP_USER}".format(SHOP_USER="me", **os.environ))
    return


@app.cell
def _(os):
    settings = {"SHOP_COLOR": "red", **os.environ, "SHOP_EXTRA": "1"}
    more = os.environ | {"SHOP_SHADE": "dark"}
    print(settings["SHOP_COLOR"], settings["SHOP_EXTRA"], more["SHOP_SHADE"], settings.get("SHOP_NAME", "no"))
    return


@app.cell
def _(os):
    filled = {**os.environ}
    filled["SHOP_KIND"] = "x"
    print(filled["SHOP_KIND"])
    return


if __name__ == "__main__":
    app.run()
