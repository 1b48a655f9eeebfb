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
    total = 3
    return (total,)


@app.cell
def _(total):
    print "total", total
    return


if __name__ == "__main__":
    app.run()
