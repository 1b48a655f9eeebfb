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
    import needs_packages
    return (needs_packages,)


@app.cell
def _(needs_packages):
    print(needs_packages.text([1]))
    return


if __name__ == "__main__":
    app.run()
