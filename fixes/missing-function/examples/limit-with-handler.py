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
    import signal

    return (signal,)


@app.cell
def _(signal):
    try:
        signal.alarm(5)
        total = sum(range(10))
    except TimeoutError:
        total = None
    return (total,)


@app.cell
def _(total):
    print(total)
    return


if __name__ == "__main__":
    app.run()
