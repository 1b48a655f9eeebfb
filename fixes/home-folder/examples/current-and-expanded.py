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

    return Path, os


@app.cell
def _(Path, os):
    print([path.name for path in Path.cwd().iterdir()])
    print(os.path.expanduser("~/reports"))
    return


if __name__ == "__main__":
    app.run()
