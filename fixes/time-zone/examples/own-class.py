# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class ZoneInfo:
    def __init__(self, name):
        self.name = name


@app.cell
def _():
    print(ZoneInfo("Loading bay").name)
    return


if __name__ == "__main__":
    app.run()
