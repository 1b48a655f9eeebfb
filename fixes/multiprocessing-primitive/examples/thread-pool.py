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
    from multiprocessing.pool import ThreadPool

    return (ThreadPool,)


@app.cell
def _(ThreadPool):
    with ThreadPool(2) as _pool:
        print(_pool.map(abs, [-1, 2]))
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
