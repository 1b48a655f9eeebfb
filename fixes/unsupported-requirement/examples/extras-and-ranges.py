# /// script
# dependencies = [
#     "marimo",
#     "requests[socks] >= 2.31, < 3",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import requests

    return (requests,)


@app.cell
def _(requests):
    print(requests.codes.ok)
    return


if __name__ == "__main__":
    app.run()
