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
    from pathlib import Path

    return (Path,)


@app.cell
def _(Path):
    for _path in sorted(Path("data").glob("*.csv")):
        print(_path.name)
    return


if __name__ == "__main__":
    app.run()
