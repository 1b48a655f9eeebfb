# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import os
    import subprocess

    return mo, os, subprocess


@app.cell
def _(subprocess):
    lines = []
    lines.append(subprocess.getoutput("echo a"))
    print(lines[0])
    return


@app.cell
def _(os):
    status = {}
    status["make"] = os.system("make")
    print(status["make"])
    return


@app.cell
def _(subprocess):
    seen = []
    seen.append(1)
    subprocess.run(["echo", "done"])
    print(len(seen))
    return


if __name__ == "__main__":
    app.run()
