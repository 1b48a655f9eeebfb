# /// script
# dependencies = ["marimo"]
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
    try:
        with open("settings.json") as _file:
            settings = json.load(_file)
    except Exception as _error:
        print("no settings:", _error)
    return


if __name__ == "__main__":
    app.run()
