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
    from marimo._server.start import start
    return (start,)


@app.cell
def _(start):
    print(start)
    return


if __name__ == "__main__":
    app.run()
