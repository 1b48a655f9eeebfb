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
    import os
    from pathlib import Path

    import marimo as mo

    return Path, mo, os


@app.cell
def _(Path):
    certificates = [path.read_text() for path in Path("certificates").glob("*")]
    return


@app.cell
def _(os):
    print(os.listdir("certificates"))
    return


if __name__ == "__main__":
    app.run()
