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
    import urllib.request

    return (urllib,)


@app.cell
def _(urllib):
    with urllib.request.urlopen("https://example.org/data.txt") as _reply:
        print(_reply.read())
    return


if __name__ == "__main__":
    app.run()
