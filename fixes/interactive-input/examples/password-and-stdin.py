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
    import getpass
    import sys

    return getpass, sys


@app.cell
def _(getpass):
    password = getpass.getpass()
    return (password,)


@app.cell
def _(sys):
    text = sys.stdin.read()
    return (text,)


@app.cell
def _(password, text):
    print(len(password), len(text))
    return


if __name__ == "__main__":
    app.run()
