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
    class Store:
        def _unparsable_cell(self, code, name):
            return code, name

    store = Store()
    return (store,)


@app.cell
def _(store):
    store._unparsable_cell("total = sum(numbers", name="_")
    return


if __name__ == "__main__":
    app.run()
