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
    import os

    return (os,)


@app.cell
def _(os):
    os.system("pip install -q humanize")
    return


@app.cell
def _():
    import humanize

    print(humanize.ordinal(2))
    return


if __name__ == "__main__":
    app.run()
