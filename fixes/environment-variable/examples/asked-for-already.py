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

    import sys

    return mo, os, sys


@app.cell
def _(mo, sys):
    shop_port_input = mo.ui.text(label="SHOP_PORT")
    shop_port_input if sys.platform == "emscripten" else None
    return (shop_port_input,)


@app.cell
def _(mo, os, shop_port_input, sys):
    mo.stop(
        sys.platform == "emscripten" and not shop_port_input.value,
        mo.md("This cell needs `SHOP_PORT`, to be filled in above."),
    )
    port = int(os.environ["SHOP_PORT"] if sys.platform != "emscripten" else shop_port_input.value)
    return (port,)


if __name__ == "__main__":
    app.run()
