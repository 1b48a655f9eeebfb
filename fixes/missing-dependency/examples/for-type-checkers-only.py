# /// script
# dependencies = [
#     "marimo",
#     "typing-extensions",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from typing import TYPE_CHECKING

    if TYPE_CHECKING:
        import psutil
        from humanize import naturalsize
    return


@app.cell
def _():
    import typing_extensions as te

    if te.TYPE_CHECKING:
        import torch
    return


@app.cell
def _():
    def cores(process: "psutil.Process"):
        return 1

    print(cores(None))
    return


if __name__ == "__main__":
    app.run()
