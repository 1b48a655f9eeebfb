# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    return


@app.cell
def _():
    class Row:
        name: str
        size: int

        def fields(self):
            return list(self.__annotations__)


    Row().fields()
    return


if __name__ == "__main__":
    app.run()
