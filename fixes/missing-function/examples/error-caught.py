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
    import os

    return (os,)


@app.cell
def _(os):
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:
        processors = os.cpu_count()
    return (processors,)


@app.cell
def _(processors):
    print(processors)
    return


if __name__ == "__main__":
    app.run()
