# /// script
# dependencies = [
#     "marimo",
#     "tomli; python_version < '3.11'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return mo, tomllib


@app.cell
def _(mo, tomllib):
    mo.md(tomllib.loads("title = 'Yes'")["title"])
    return


if __name__ == "__main__":
    app.run()
