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
    from concurrent import futures

    return (futures,)


@app.cell
def _(futures):
    with futures.ThreadPoolExecutor(max_workers=4) as _pool:
        lengths = list(_pool.map(len, ["a", "bb", "ccc"]))
    return (lengths,)


@app.cell
def _(lengths):
    print(lengths)
    return


if __name__ == "__main__":
    app.run()
