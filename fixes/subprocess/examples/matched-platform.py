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
    match sys.platform:
        case "emscripten":
            revision = "in the browser"
        case _:
            revision = subprocess.check_output(["git", "rev-parse", "HEAD"], text=True)
    print(revision)
    return


if __name__ == "__main__":
    app.run()
