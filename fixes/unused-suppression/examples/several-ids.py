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
    # wasmfix: ignore[threading, socket] from the first version
    total = sum(range(10))  # noqa: F841  # wasmfix: ignore[subprocess]
    return (total,)


if __name__ == "__main__":
    app.run()
