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
    from gets_on_without import double
    return (double,)


@app.cell
def _(double):
    print(double(1))
    return


if __name__ == "__main__":
    app.run()
