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
    return mo, subprocess, sys


@app.cell
def _(subprocess):
    def on_linux():
        return subprocess.getoutput("uname -r")


    def anywhere():
        return "unknown"
    return anywhere, on_linux


@app.cell
def _(anywhere, on_linux, sys):
    release = {"linux": on_linux, "darwin": on_linux}.get(sys.platform, anywhere)
    print(release())
    return


if __name__ == "__main__":
    app.run()
