# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import ast
    import pkgutil
    return ast, pkgutil


@app.cell
def _(ast):
    tree = ast.parse("1 + 2")
    numbers = [node for node in ast.walk(tree) if isinstance(node, ast.Num)]
    numbers
    return


@app.cell
def _(pkgutil):
    pkgutil.find_loader("json") is not None
    return


if __name__ == "__main__":
    app.run()
