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

    return (multiprocessing,)


@app.cell
def _(multiprocessing):
    lock = multiprocessing.Lock()
    counter = multiprocessing.Value("i", 0)
    return counter, lock


@app.cell
def _(counter, lock):
    with lock:
        counter.value += 1
    print(counter.value)
    return


if __name__ == "__main__":
    app.run()
