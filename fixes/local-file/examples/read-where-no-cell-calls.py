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
    import marimo as mo

    return (mo,)


@app.class_definition
class Notes:
    text = open("notes.txt").read()


@app.function
def nobody_calls():
    return open("notes.txt").read()


if __name__ == "__main__":
    app.run()
