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
    class ast:
        Num = 1


    class Given:
        argv = ["a", "b"]


    ast.Num, Given.argv[1]
    return


@app.cell
def _():
    def find_loader(name):
        return name


    find_loader("json")
    return


if __name__ == "__main__":
    app.run()
