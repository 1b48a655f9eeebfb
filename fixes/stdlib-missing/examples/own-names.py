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
    resource = {"pwd": "documents", "grp": 3}
    return (resource,)


@app.function
def curses(words):
    return [word for word in words if "#" in word]


@app.cell
def _(mo, resource):
    mo.md(f"{resource} {curses([])}")
    return


if __name__ == "__main__":
    app.run()
