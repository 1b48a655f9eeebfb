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
    return mo, os


@app.cell
def _(os):
    speed = os.environ["SHOP_SPEED"]
    if speed == "fast":
        steps = 10
    elif speed == "slow":
        steps = 100
    return (steps,)


@app.cell
def _(os):
    color = os.environ["SHOP_COLOR"]
    if color == "red":
        shade = "#f00"
    elif color == "blue":
        shade = "#00f"
    else:
        shade = "#000"
    return (shade,)


@app.cell
def _(mo, shade, steps):
    mo.md(f"{steps} steps in {shade}")
    return


if __name__ == "__main__":
    app.run()
