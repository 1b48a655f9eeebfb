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
    import subprocess
    import sys

    return subprocess, sys


@app.cell
def _(subprocess, sys):
    if sys.platform == "emscripten":
        version = "browser"
    else:
        version = subprocess.check_output(["git", "--version"], text=True)
    return (version,)


@app.cell
def _(version):
    print(version)
    return


if __name__ == "__main__":
    app.run()
