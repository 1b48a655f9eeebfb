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
    import importlib
    return (importlib,)


@app.cell
def _(importlib):
    with open("made_here.py", "w") as _file:
        _file.write("x = 1")
    print(importlib.import_module("made_here").x)
    return


if __name__ == "__main__":
    app.run()
