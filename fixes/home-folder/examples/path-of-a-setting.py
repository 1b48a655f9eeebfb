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
    settings = Path(os.path.expanduser("~")) / ".config" / "shop"
    print(settings, os.getcwd())
    return


if __name__ == "__main__":
    app.run()
