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
    import marimo as mo
    import os
    import sys

    return mo, os, sys


@app.cell
def _():
    import grp
    import pwd

    return grp, pwd


@app.cell
def _(grp, os, pwd):
    owner = pwd.getpwuid(os.getuid()).pw_name
    group = grp.getgrgid(os.getgid()).gr_name
    return group, owner


@app.cell
def _(group, mo, owner, sys):
    mo.md(f"{owner} {group} {sys.platform}")
    return


if __name__ == "__main__":
    app.run()
