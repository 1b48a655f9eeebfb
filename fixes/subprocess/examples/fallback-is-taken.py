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
    import sys

    return subprocess, sys


@app.cell
def _(subprocess, sys):
    try:
        if sys.platform == "emscripten":
            raise FileNotFoundError("subprocess.check_output does not work in the browser")
        revision = subprocess.check_output(["git", "rev-parse", "HEAD"], text=True)
    except (subprocess.CalledProcessError, FileNotFoundError):
        revision = "unknown"
    print(revision)
    return


if __name__ == "__main__":
    app.run()
