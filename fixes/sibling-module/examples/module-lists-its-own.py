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
    import lists_its_own
    return (lists_its_own,)


@app.cell
def _(lists_its_own):
    print(lists_its_own.text(1))
    return


if __name__ == "__main__":
    app.run()
