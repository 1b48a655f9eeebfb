# /// script
# dependencies = [
#     "humanize",
#     "marimo",
#     "numpy==1.26.0",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import humanize
    return (humanize,)


@app.cell
def _(humanize):
    print(humanize.naturalsize(1))
    return


if __name__ == "__main__":
    app.run()
