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
    from pathlib import Path

    return Path, json


@app.cell
def _(Path, json):
    path = Path("numbers.json")
    path.write_text(json.dumps([1, 2, 3]))
    print(sum(json.loads(path.read_text())))
    return


if __name__ == "__main__":
    app.run()
