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
    import threading

    return (threading,)


@app.cell
def _(threading):
    # wasmfix: ignore[threading, socket] one short task
    worker = threading.Thread(target=print)
    worker.start()
    return


if __name__ == "__main__":
    app.run()
