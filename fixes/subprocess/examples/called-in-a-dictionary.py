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
    info = {"user": subprocess.getoutput("whoami"), "n": 1}
    print(info["n"])
    return


if __name__ == "__main__":
    app.run()
