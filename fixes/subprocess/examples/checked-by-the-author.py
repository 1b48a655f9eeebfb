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
    return mo, os


@app.cell
def _(os):
    if os.system("dot -V") != 0:
        raise RuntimeError("Graphviz is not installed")
    has_dot = True
    return (has_dot,)


@app.cell
def _(has_dot):
    print("ready", has_dot)
    return


if __name__ == "__main__":
    app.run()
