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

    return (os,)


@app.cell
def _(os):
    state = os.spawnlp(os.P_WAIT, "true", "true")
    print(state)
    return


@app.cell
def _():
    print("needs no process")
    return


if __name__ == "__main__":
    app.run()
