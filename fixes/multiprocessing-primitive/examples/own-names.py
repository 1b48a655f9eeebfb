# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class Manager:
    def __init__(self, name):
        self.name = name


@app.function
def Array(kind, values):
    return [kind, *values]


@app.cell
def _():
    print(Manager("Kim").name, Array("i", [1, 2]))
    return


if __name__ == "__main__":
    app.run()
