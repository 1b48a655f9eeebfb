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
    import concurrent.futures as cf
    return (cf,)


@app.cell
def _(cf):
    with cf.ThreadPoolExecutor(max_workers=4) as _pool:
        lengths = list(_pool.map(len, ["a", "bb"]))
    print(lengths)
    return


if __name__ == "__main__":
    app.run()
