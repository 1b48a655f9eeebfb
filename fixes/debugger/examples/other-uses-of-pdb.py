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
    import pdb

    return (pdb,)


@app.cell
def _(pdb):
    class Commands(pdb.Pdb):
        prompt = "? "

    return (Commands,)


@app.cell
def _(Commands):
    print(Commands.prompt)
    return


if __name__ == "__main__":
    app.run()
