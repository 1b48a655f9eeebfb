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
    import sys
    import webbrowser

    return sys, webbrowser


@app.cell
def _(sys, webbrowser):
    if sys.platform != "emscripten":
        webbrowser.open("https://example.org")
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
