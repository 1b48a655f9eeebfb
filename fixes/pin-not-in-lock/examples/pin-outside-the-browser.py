# /// script
# dependencies = [
#     "marimo",
#     "numpy==1.26.0; sys_platform != 'emscripten'",
#     "numpy; sys_platform == 'emscripten'",
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
def _(mo):
    mo.md("""
    Two requirements, one for each side.
    """)
    return


if __name__ == "__main__":
    app.run()
