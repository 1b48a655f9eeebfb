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
    print(importlib.import_module(".decoder", "json"))
    return


if __name__ == "__main__":
    app.run()
