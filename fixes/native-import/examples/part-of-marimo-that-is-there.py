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
    from marimo._plugins.ui._core.ui_element import UIElement
    return (UIElement,)


@app.cell
def _(UIElement):
    print(UIElement)
    return


if __name__ == "__main__":
    app.run()
