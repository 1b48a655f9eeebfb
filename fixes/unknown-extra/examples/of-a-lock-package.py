# /// script
# dependencies = [
#     "marimo",
#     "pillow[bogus]",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    print(mo.md("text"))
    return


if __name__ == "__main__":
    app.run()
