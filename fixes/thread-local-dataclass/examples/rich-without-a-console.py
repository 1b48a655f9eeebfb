# /// script
# dependencies = ["marimo", "rich"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from rich.table import Table
    from rich.text import Text
    return Table, Text


@app.cell
def _(Table, Text):
    table = Table(title="rows")
    table.add_column("a")
    Text("x"), table
    return


if __name__ == "__main__":
    app.run()
