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
    import marimo as mo

    return (mo,)


@app.cell
def _():
    total = sum(range(10))  # wasmfix: ignore[subprocess] once there was a process
    return (total,)


@app.cell
def _(mo, total):
    mo.md(str(total))
    return


if __name__ == "__main__":
    app.run()
