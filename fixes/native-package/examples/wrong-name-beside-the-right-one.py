# /// script
# dependencies = [
#     "marimo",
#     "sklearn",
#     "scikit-learn",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from sklearn.linear_model import LinearRegression

    LinearRegression().fit([[1], [2]], [2, 4]).coef_
    return


if __name__ == "__main__":
    app.run()
