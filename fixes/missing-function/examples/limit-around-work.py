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
    signal.alarm(5)
    try:
        total = sum(range(10))
    finally:
        signal.alarm(0)
    print(total)
    return (total,)


if __name__ == "__main__":
    app.run()
