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
    import multiprocessing
    import sys

    return multiprocessing, sys


@app.cell
def _(multiprocessing, sys):
    def absolute(numbers):
        if sys.platform == "emscripten":
            return [abs(n) for n in numbers]
        with multiprocessing.Pool(2) as pool:
            return pool.map(abs, numbers)

    return (absolute,)


@app.cell
def _(absolute):
    print(absolute([-1, 2]))
    return


if __name__ == "__main__":
    app.run()
