# /// script
# dependencies = [
#     "marimo",
#     "Scikit_Learn",
#     "Python.DateUtil",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sklearn.linear_model
    import dateutil.parser

    return dateutil, sklearn


@app.cell
def _(dateutil, sklearn):
    model = sklearn.linear_model.LinearRegression()
    print(dateutil.parser.parse("2026-01-31"), model)
    return


if __name__ == "__main__":
    app.run()
