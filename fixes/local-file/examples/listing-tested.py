# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import glob
    import os
    from pathlib import Path
    return Path, glob, os


@app.cell
def _(Path, os):
    print(os.listdir("."), sorted(Path(".").glob("*.py"))[0], list(Path(".").iterdir())[0])
    return


@app.cell
def _(Path):
    Path("made.txt").write_text("1")
    next(Path(".").glob("*.txt"))
    return


@app.cell
def _(glob):
    def newest(found):
        return found[-1] if found else None


    newest(sorted(glob.glob("*.py")))
    return


if __name__ == "__main__":
    app.run()
