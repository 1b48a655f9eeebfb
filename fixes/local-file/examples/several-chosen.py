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
def _(mo):
    chosen = mo.ui.multiselect(options=["prices.csv", "sales.csv"], value=["sales.csv"])
    chosen
    return (chosen,)


@app.cell
def _(chosen):
    for name in chosen.value:
        print(open(f"data/{name}").read())
    return


if __name__ == "__main__":
    app.run()
