# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import os
    import sys
    return mo, os, sys


@app.cell
def _(mo, sys):
    shop_region_input = mo.ui.text(label="SHOP_REGION")
    shop_region_input if sys.platform == "emscripten" else None
    return (shop_region_input,)


@app.cell
def _(mo, os, shop_region_input, sys):
    mo.stop(
        sys.platform == "emscripten" and not shop_region_input.value,
        mo.md("This cell needs `SHOP_REGION`, to be filled in above."),
    )
    if sys.platform != "emscripten":
        region = os.environ["SHOP_REGION"]
    else:
        region = shop_region_input.value
    return (region,)


@app.cell
def _(mo, region):
    mo.md(f"Region {region[0]}")
    return


if __name__ == "__main__":
    app.run()
