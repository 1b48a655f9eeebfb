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
    if sys.platform != "emscripten":
        subprocess.run(["git", "fetch"])  # wasmfix: ignore[subprocess] guarded later on
    return


if __name__ == "__main__":
    app.run()
