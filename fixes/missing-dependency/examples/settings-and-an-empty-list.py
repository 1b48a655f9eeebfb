# /// script
# dependencies = []
#
# [tool.marimo.runtime]
# auto_instantiate = false
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    x = 1
    return (x,)


if __name__ == "__main__":
    app.run()
