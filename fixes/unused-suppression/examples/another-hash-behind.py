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
    total = sum(range(10))  # wasmfix: ignore[subprocess] see issue  # noqa: F841
    return (total,)


if __name__ == "__main__":
    app.run()
