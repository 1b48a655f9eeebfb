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
    import json
    from pathlib import Path

    import marimo as mo

    return Path, json, mo


@app.cell
def _(Path, json):
    # What the shop sold, and how it counts.
    sales = Path("data/sales.csv").read_text()
    with open("data/settings.json") as _file:
        settings = json.load(_file)
    print(len(sales), len(settings))
    return


@app.cell
def _(mo):
    table = mo.ui.dropdown(["data/prices.csv", "data/sales.csv"], value="data/sales.csv")
    table
    return (table,)


@app.cell
def _(Path, table):
    Path(table.value).read_text().splitlines()
    return


if __name__ == "__main__":
    app.run()
