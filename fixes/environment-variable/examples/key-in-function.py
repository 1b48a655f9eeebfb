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
    import os

    return (os,)


@app.cell
def _(os):
    base = "https://example.org/api/"


    def address(path):
        return base + path + "?key=" + os.environ["MAPS_API_KEY"]

    return (address,)


@app.cell
def _(address):
    print(len(address("tiles")) > 0)
    return


if __name__ == "__main__":
    app.run()
