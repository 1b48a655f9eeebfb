# /// script
# dependencies = [
#     "marimo",
#     "starlette",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from marimo._server.responses import StructResponse
    return (StructResponse,)


@app.cell
def _(StructResponse):
    print(StructResponse)
    return


if __name__ == "__main__":
    app.run()
