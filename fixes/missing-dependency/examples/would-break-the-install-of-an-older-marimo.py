# /// script
# dependencies = [
#     "marimo<0.23",
#     "humanize",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sys

    import humanize

    if sys.platform != "emscripten":
        import torch
    return humanize, sys


@app.cell
def _(humanize):
    humanize.intcomma(1200)
    return


if __name__ == "__main__":
    app.run()
