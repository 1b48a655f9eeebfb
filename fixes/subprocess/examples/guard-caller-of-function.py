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
    import marimo as mo
    import os

    return (os,)


@app.cell
def _(os):
    def users():
        return os.popen("who").read().splitlines()

    return (users,)


@app.cell
def _(users):
    print("who is here")
    print(users())
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
