# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import os
    from pathlib import Path
    return Path, os


@app.cell
def _(Path):
    data = Path("measured.csv")
    if not data.exists():
        text = "a,b"
    else:
        text = data.read_text()
    text
    return


@app.cell
def _(os):
    has_cache = os.path.isfile("cache.json")
    if has_cache:
        print(open("cache.json").read())
    return


@app.cell
def _():
    def first_line(path=Path("measured.csv")):
        if not path.is_file():
            return ""
        return path.read_text().splitlines()[0]


    first_line()
    return


if __name__ == "__main__":
    app.run()
