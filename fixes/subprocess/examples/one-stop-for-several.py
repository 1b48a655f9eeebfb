# /// script
# requires-python = ">=3.12"
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

    subprocess.run(["git", "status"], check=True)
    return (subprocess,)


@app.cell
def _(subprocess):
    subprocess.run(["git", "log"], check=True)
    return


@app.cell
def _(subprocess):
    subprocess.run(["git", "diff"], check=True)
    return


if __name__ == "__main__":
    app.run()
