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
    import timeit

    return (timeit,)


@app.cell
def _(timeit):
    timer = timeit.Timer("sum(range(10))")
    print(timer.timeit(number=100))
    return


if __name__ == "__main__":
    app.run()
