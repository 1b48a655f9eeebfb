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
    import math
    from concurrent.futures import ProcessPoolExecutor as Pool

    return Pool, math


@app.cell
def _(Pool, math):
    with Pool(max_workers=2) as _pool:
        roots = list(_pool.map(math.sqrt, [1, 4, 9]))
    return (roots,)


@app.cell
def _(roots):
    print(roots)
    return


if __name__ == "__main__":
    app.run()
