# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import subprocess
    return mo, subprocess


@app.cell
def _(subprocess):
    if subprocess.call(["dot", "-V"]) != 0:
        print("draws with matplotlib")
    else:
        print("draws with Graphviz")
    return


if __name__ == "__main__":
    app.run()
