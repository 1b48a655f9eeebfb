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
    from functools import partial
    return os, partial


@app.cell
def _(os):
    def notes(path=None):
        path = path or os.path.join(".", "notes.txt")
        with open(path) as file:
            return file.read()


    def archive(name="archive.zip"):
        return open(name, "rb").read()
    return archive, notes


@app.cell
def _(archive, notes):
    print(notes(), len(archive()))
    return


@app.cell
def _(partial):
    read = partial(open, encoding="utf-8")
    print([file.read() for file in map(read, ["notes.txt", "more.txt"])])
    return


if __name__ == "__main__":
    app.run()
