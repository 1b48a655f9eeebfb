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
    import os
    import sys

    return (os,)


@app.cell
def _(os):
    if os.system("git --version") == 0:
        print("git is here")
    else:
        print("no git")
    return


if __name__ == "__main__":
    app.run()
