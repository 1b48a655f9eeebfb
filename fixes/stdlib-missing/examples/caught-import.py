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
    try:
        import readline
    except ModuleNotFoundError:
        readline = None
    return (readline,)


@app.cell
def _(readline):
    print(readline is not None)
    return


if __name__ == "__main__":
    app.run()
