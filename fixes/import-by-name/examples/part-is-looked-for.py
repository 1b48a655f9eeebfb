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
    from importlib.util import find_spec

    has_cuda = find_spec("torch.cuda") is not None
    has_torch = find_spec("torch") is not None
    return has_cuda, has_torch


if __name__ == "__main__":
    app.run()
