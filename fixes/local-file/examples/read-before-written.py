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
    with open("count.json") as _file:
        count = json.load(_file)["count"] + 1
    with open("count.json", "w") as _file:
        json.dump({"count": count}, _file)
    count
    return


if __name__ == "__main__":
    app.run()
