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
    print("before")
    with multiprocessing.Manager() as manager:
        shared = manager.dict(a=1)
        print(shared["a"])
    return


@app.cell
def _():
    print("needs no manager")
    return


if __name__ == "__main__":
    app.run()
