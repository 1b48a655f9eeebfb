# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo", "psutil>=6", "grpcio"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    mo.md("""
    A list on one line stays on one line.
    """)
    return


if __name__ == "__main__":
    app.run()
