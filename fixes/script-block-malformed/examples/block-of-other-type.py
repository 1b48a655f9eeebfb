# /// notes
# this is no script block, and no TOML
# ///

# /// script
# dependencies = ["marimo"]
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
    The block above can be read.
    """)
    return


if __name__ == "__main__":
    app.run()
