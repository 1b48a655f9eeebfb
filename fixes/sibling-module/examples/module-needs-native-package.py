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
    from needs_torch import predict
    return (predict,)


@app.cell
def _(predict):
    print(predict(1))
    return


if __name__ == "__main__":
    app.run()
