# /// script
# dependencies = [
#     "marimo",
#     "humanize",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from importlib.metadata import version
    return (version,)


@app.cell
def _(version):
    print(version("humanize"))
    print(version("torch"))
    return


@app.cell
def _(version):
    print(version("marimo"))
    return


if __name__ == "__main__":
    app.run()
