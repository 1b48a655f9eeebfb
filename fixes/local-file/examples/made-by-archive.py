# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import shutil
    import zipfile
    from pathlib import Path
    return Path, shutil, zipfile


@app.cell
def _(Path, shutil):
    Path("parts").mkdir(exist_ok=True)
    Path("parts/one.txt").write_text("1")
    shutil.make_archive("parts-of-today", "zip", "parts")
    shutil.unpack_archive("parts-of-today.zip", "copies")
    copied = open("copies/one.txt").read()

    return (copied,)


@app.cell
def _(Path, copied, zipfile):
    with zipfile.ZipFile("parts-of-today.zip") as packed:
        packed.extractall()
    print(copied, Path("one.txt").read_text())
    return


if __name__ == "__main__":
    app.run()
