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

    return


@app.function
def cache(path):
    import dbm

    return dbm.open(path, "c")


@app.cell
def _():
    with cache("answers") as answers:
        answers["a"] = "1"
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
