# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import json
    from contextlib import suppress
    return json, suppress


@app.cell
def _(json):
    try:
        with open("settings.json") as _file:
            settings = json.load(_file)
    except Exception:
        settings = {}
    settings
    return


@app.cell
def _(json):
    def limits():
        try:
            return json.load(open("limits.json"))
        except Exception as error:
            print(error)
            return {"rows": 100}


    limits()
    return


@app.cell
def _(suppress):
    notes = ""
    with suppress(Exception):
        notes = open("notes.txt").read()
    notes
    return


if __name__ == "__main__":
    app.run()
