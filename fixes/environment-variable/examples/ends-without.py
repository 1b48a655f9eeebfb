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
    import sys
    return os, sys


@app.cell
def _(os, sys):
    region = os.environ.get("SHOP_REGION") or sys.exit("set SHOP_REGION")
    print(region.upper())
    return


@app.cell
def _():
    def fail(text):
        raise RuntimeError(text)
    return (fail,)


@app.cell
def _(fail, os):
    host = os.getenv("SHOP_HOST") or fail("set SHOP_HOST")
    print(host)
    return


@app.cell
def _(os):
    color = os.getenv("SHOP_COLOR") or print("no color")
    print(color)
    return


if __name__ == "__main__":
    app.run()
