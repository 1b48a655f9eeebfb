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
    # Other tools' comments: noqa, type: ignore[attr-defined], wasmfix without a list.
    worker = threading.Thread(target=print)  # noqa: F841  # wasmfix: ignore[threading] one short task
    print(worker.name)  # type: ignore[attr-defined]
    return


if __name__ == "__main__":
    app.run()
