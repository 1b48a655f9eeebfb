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
    import tempfile
    from pathlib import Path

    return Path, tempfile


@app.cell
def _(Path, tempfile):
    folder = Path(tempfile.mkdtemp())
    (folder / "notes.txt").write_text("tea")
    print((folder / "notes.txt").read_text())
    return


if __name__ == "__main__":
    app.run()
