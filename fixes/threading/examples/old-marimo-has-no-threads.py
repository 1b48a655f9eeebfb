# /// script
# dependencies = [
#     "marimo==0.23.9",
# ]
# ///

import marimo

__generated_with = "0.23.9"
app = marimo.App()


@app.cell
def _():
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as _pool:
        squares = list(_pool.map(lambda n: n * n, range(4)))
    squares
    return (squares,)


if __name__ == "__main__":
    app.run()
