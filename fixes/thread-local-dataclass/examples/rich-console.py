# /// script
# dependencies = [
#     "marimo",
#     "rich",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from rich.console import Console

    return (Console,)


@app.cell
def _(Console):
    console = Console()
    console.print("[bold]text[/bold]")
    return


if __name__ == "__main__":
    app.run()
