# /// script
# dependencies = [
#     "marimo",
#     "humanize",
#     "tabulate",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import humanize
    import tabulate

    return humanize, tabulate


@app.cell
def _(humanize, tabulate):
    print(tabulate.tabulate([[humanize.ordinal(1)]]))
    return


if __name__ == "__main__":
    app.run()
