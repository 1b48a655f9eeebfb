# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from unittest import TestCase, makeSuite
    from urllib.request import FancyURLopener
    return FancyURLopener, TestCase, makeSuite


@app.cell
def _(FancyURLopener, TestCase, makeSuite):
    opener = FancyURLopener()
    makeSuite(TestCase)
    return


if __name__ == "__main__":
    app.run()
