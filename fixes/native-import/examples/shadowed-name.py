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


@app.function
def brightness(torch, lamp):
    return torch.lumen + lamp.lumen


@app.class_definition
class Light:
    torch = "on"
    lumen = 100


@app.cell
def _(mo):
    mo.md(f"{brightness(Light(), Light())} {Light.torch}")
    return


if __name__ == "__main__":
    app.run()
