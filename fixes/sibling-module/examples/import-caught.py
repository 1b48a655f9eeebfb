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
    try:
        from helper_module import double
    except ImportError:

        def double(number):
            return number + number
    return (double,)


@app.cell
def _(double):
    print(double(21))
    return


if __name__ == "__main__":
    app.run()
