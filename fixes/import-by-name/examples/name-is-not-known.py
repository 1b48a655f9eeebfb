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
    import marimo as mo
    return (importlib, mo)


@app.cell
def _(mo):
    choice = mo.ui.text()
    choice
    return (choice,)


@app.cell
def _(choice, importlib):
    def plugin(name):
        return importlib.import_module(name)

    print(plugin(choice.value), importlib.import_module(f"tools_{choice.value}"))
    return (plugin,)


if __name__ == "__main__":
    app.run()
