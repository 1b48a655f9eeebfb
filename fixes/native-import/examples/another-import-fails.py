# /// script
# dependencies = ["marimo", "torch", "psutil"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import subprocess
    import torch
    from psutil import *
    return subprocess, torch


@app.cell
def _(torch):
    print(torch.ones(2))
    return


@app.cell
def _(subprocess):
    subprocess.run(["ls"])
    print("listed")
    return


if __name__ == "__main__":
    app.run()
