# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import os
    import sys
    from pathlib import Path

    import marimo as mo
    return Path, mo, os, sys


@app.cell
def _():
    def first_line(path="notes.txt"):
        with open(path) as file:
            return file.readline()
    return (first_line,)


@app.cell
def _(Path, first_line):
    Path("/tmp/made.txt").write_text("made")
    print(first_line("/tmp/made.txt"))
    return


@app.cell
def _(mo, os):
    upload = mo.ui.file()
    found = next((path for path in ("notes.txt", "more.txt") if os.path.exists(path)), None)
    upload
    return found, upload


@app.cell
def _(found, upload):
    if found:
        print(open(found).read())
    for file in upload.value:
        print(file.contents)
    return


if __name__ == "__main__":
    app.run()
