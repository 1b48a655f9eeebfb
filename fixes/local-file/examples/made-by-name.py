# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    return


@app.cell
def _():
    import os
    import shutil
    from pathlib import Path
    return Path, os, shutil


@app.cell
def _(Path):
    Path("rows.tmp").write_text("a,b")
    Path("rows.tmp").rename("rows.csv")
    print(Path("rows.csv").read_text())
    return


@app.cell
def _(Path, os, shutil):
    Path("first.txt").write_text("1")
    shutil.move("first.txt", "second.txt")
    os.replace("second.txt", "third.txt")
    os.symlink("third.txt", "latest.txt")
    with open("latest.txt") as _file:
        print(_file.read())
    return


if __name__ == "__main__":
    app.run()
