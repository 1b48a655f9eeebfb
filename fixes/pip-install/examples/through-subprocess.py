# /// script
# dependencies = [
#     "marimo",
#     "humanize",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import subprocess
    import sys

    return subprocess, sys


@app.cell
def _(subprocess, sys):
    subprocess.check_call([sys.executable, "-m", "pip", "install", "humanize"])
    return


@app.cell
def _():
    import humanize

    print(humanize.ordinal(2))
    return


if __name__ == "__main__":
    app.run()
