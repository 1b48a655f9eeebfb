# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class Pool:
    def __init__(self, lanes):
        self.lanes = lanes


@app.class_definition
class Process:
    steps = ["wash", "dry"]


@app.cell
def _():
    print(Pool(8).lanes, Process().steps)
    return


if __name__ == "__main__":
    app.run()
