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
    import sys
    from pathlib import Path
    return Path, subprocess, sys


@app.cell
def _(mo, subprocess):
    if mo.app_meta().mode == "script":
        subprocess.run(["make"])
    if not mo.running_in_notebook():
        subprocess.run(["make"])
    return


@app.cell
def _(mo, subprocess, sys):
    mode = mo.app_meta().mode
    if mode in ("run", "script"):
        subprocess.run(["make"])
    if len(sys.argv) > 1:
        subprocess.run(sys.argv[1:])
    for _target in sys.argv[1:]:
        subprocess.run(["make", _target])
    if "--all" in sys.argv:
        subprocess.run(["make", "all"])
    return


@app.cell
def _(Path, subprocess):
    revision = subprocess.check_output(["git", "log"]) if Path(".git").exists() else b"none"
    revision
    return


if __name__ == "__main__":
    app.run()
