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
    print(multiprocessing.cpu_count(), multiprocessing.current_process().name)
    return


if __name__ == "__main__":
    app.run()
