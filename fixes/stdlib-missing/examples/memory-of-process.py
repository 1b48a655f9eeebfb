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
    import resource

    return mo, resource


@app.cell
def _(mo, resource):
    usage = resource.getrusage(resource.RUSAGE_SELF)
    mo.md(f"{usage.ru_maxrss} kB")
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
