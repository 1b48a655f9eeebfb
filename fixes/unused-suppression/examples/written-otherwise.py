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
    # wasmfix is told by a comment; this one says nothing to it.
    home = Path.home()  # wasmfix: ignore home-folder, only shown
    return (home,)


if __name__ == "__main__":
    app.run()
