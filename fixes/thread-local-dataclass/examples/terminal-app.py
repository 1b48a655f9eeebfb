# /// script
# dependencies = ["marimo", "rich", "textual"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from rich.progress import track
    from textual.app import App
    return App, track


@app.cell
def _(App):
    class Clock(App):
        TITLE = "clock"


    Clock().run()
    return


@app.cell
def _(track):
    for _step in track(range(3)):
        print(_step)
    return


if __name__ == "__main__":
    app.run()
