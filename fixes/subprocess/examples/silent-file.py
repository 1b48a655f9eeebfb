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
    os.system("git log --oneline > log.txt")
    made = True
    return (made,)


@app.cell
def _(made):
    if made:
        print(len(open("log.txt").readlines()))
    return


if __name__ == "__main__":
    app.run()
