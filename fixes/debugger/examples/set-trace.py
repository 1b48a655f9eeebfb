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
    total = 0
    for _value in [1, 2, 3]:
        total += _value
        pdb.set_trace()
    return (total,)


@app.cell
def _(total):
    print(total)
    return


if __name__ == "__main__":
    app.run()
