# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.function
def average(values):
    total = sum(values)
    breakpoint()
    return total / len(values)


@app.cell
def _():
    print(average([1, 2, 3]))
    return


if __name__ == "__main__":
    app.run()
