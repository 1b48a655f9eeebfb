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
    import subprocess
    import sys

    return subprocess, sys


@app.cell
def _(subprocess, sys):
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "humanize"], check=True)
    return


@app.cell
def _():
    import humanize

    print(humanize.intcomma(12345))
    return


if __name__ == "__main__":
    app.run()
