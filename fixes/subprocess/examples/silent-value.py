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
    return mo, os


@app.cell
def _(os):
    code = os.system("git fetch") >> 8
    print("ended with", code)
    return


if __name__ == "__main__":
    app.run()
