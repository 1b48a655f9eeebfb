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
    worker = threading.Thread(target=print, args=("from the thread",))
    worker.start()
    worker.join()
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
