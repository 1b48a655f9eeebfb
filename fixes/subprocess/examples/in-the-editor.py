# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _():
    import subprocess

    return (subprocess,)


@app.cell
def _(mo, subprocess):
    if mo.app_meta().mode == "edit":
        subprocess.run(["make"])
    return


if __name__ == "__main__":
    app.run()
