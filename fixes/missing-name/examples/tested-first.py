# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import ast
    import os
    import socket
    import sys
    return ast, os, socket, sys


@app.cell
def _(ast, os):
    kinds = (ast.Constant, ast.Num) if hasattr(ast, "Num") else (ast.Constant,)
    if not hasattr(os, "getgroups"):
        groups = []
    else:
        groups = os.getgroups()
    kinds, groups
    return


@app.cell
def _(ast, sys):
    if sys.version_info >= (3, 12):
        kind = ast.Constant
    else:
        kind = ast.Str
    kind
    return


@app.cell
def _(socket):
    try:
        family = socket.AF_UNIX
    except AttributeError:
        family = socket.AF_INET
    getattr(socket, "SO_REUSEADDR", None)
    return


if __name__ == "__main__":
    app.run()
