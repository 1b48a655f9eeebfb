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
    import webbrowser

    return mo, webbrowser


@app.cell
def _(mo):
    button = mo.ui.run_button(label="Documentation")
    button
    return (button,)


@app.cell
def _(button, webbrowser):
    if button.value:
        webbrowser.open("https://example.org")
    return


if __name__ == "__main__":
    app.run()
