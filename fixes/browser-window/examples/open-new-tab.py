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
    import webbrowser

    return (webbrowser,)


@app.cell
def _(webbrowser):
    webbrowser.open_new_tab("https://marimo.io")
    return


if __name__ == "__main__":
    app.run()
