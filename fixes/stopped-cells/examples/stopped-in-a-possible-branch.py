# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import os
    import subprocess
    import sys
    import time
    return mo, os, subprocess, sys, time


@app.cell
def _(mo, subprocess, sys, time):
    if time.localtime().tm_hour > 6:
        mo.stop(sys.platform == "emscripten", mo.md("Not in the browser."))
        listing = subprocess.check_output(["printf", "a b"], text=True)
    else:
        listing = "c d"
    return (listing,)


@app.cell
def _(listing):
    print(listing.split())
    return


if __name__ == "__main__":
    app.run()
