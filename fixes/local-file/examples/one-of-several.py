# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from pathlib import Path

    import marimo as mo
    return Path, mo


@app.cell
def _(mo):
    month = mo.ui.dropdown(["may", "june"], value="may")
    year = mo.ui.dropdown({"last": "/tmp/last.txt", "this": "this.txt"}, value="last")
    mo.hstack([month, year])
    return month, year


@app.cell
def _(Path, month):
    print((Path("months") / month.value).with_suffix(".txt").read_text())
    return


@app.cell
def _(year):
    with open(year.value) as file:
        print(file.read())
    return


@app.cell
def _():
    for _name, _path in {"north": "north.txt", "south": "south.txt"}.items():
        print(_name, open(_path).read())
    return


if __name__ == "__main__":
    app.run()
