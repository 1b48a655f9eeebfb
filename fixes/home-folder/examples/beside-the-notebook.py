# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import tempfile
    from pathlib import Path, PurePosixPath
    return Path, PurePosixPath, mo, tempfile


@app.cell
def _(Path, PurePosixPath, mo, tempfile):
    # Neither the home folder nor the current one: a path's parts, a folder made here, the notebook's own place.
    name = PurePosixPath("/home/ann/report.csv").name
    folder = Path(tempfile.mkdtemp())
    (folder / name).write_text("a,b")
    print(mo.notebook_dir(), (folder / name).read_text())
    return


if __name__ == "__main__":
    app.run()
