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
    import json

    return (json,)


@app.cell
def _(json):
    with open("data/settings.json") as _file:
        settings = json.load(_file)
    print(settings["title"])
    return


@app.cell
def _():
    print(len(open("data/settings.json", "rb").read()))
    return


if __name__ == "__main__":
    app.run()
