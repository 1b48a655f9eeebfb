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
    import importlib.util
    import sys

    spec = importlib.util.find_spec("torch")
    if spec is not None:
        import torch

        backend = importlib.import_module("torch.cuda")
    else:
        backend = None
    if "psutil" in sys.modules:
        print(importlib.import_module("psutil").cpu_count())
    return (backend, spec)


if __name__ == "__main__":
    app.run()
