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
    import multiprocessing as mp
    return (mp,)


@app.cell
def _(mp):
    context = mp.get_context("spawn")
    worker = context.Process(target=print, args=("from the process",))
    worker.start()
    worker.join()
    return


if __name__ == "__main__":
    app.run()
