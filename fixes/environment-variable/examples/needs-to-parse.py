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
    import marimo as mo
    import os

    return mo, os


@app.cell
def _(os):
    workers = os.environ["SHOP_WORKERS"]
    return (workers,)


@app.cell
def _(workers):
    print(int(workers) + 1)
    return


@app.cell
def _(os):
    url = os.environ["SHOP_URL"] + "/v1"
    port = int(os.environ["SHOP_PORT"])
    print(url, port)
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
