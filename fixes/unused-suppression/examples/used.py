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
    import subprocess
    import threading

    return subprocess, threading


@app.cell
def _(subprocess):
    subprocess.run(["git", "fetch"])  # wasmfix: ignore[subprocess] run on a server only
    return


@app.cell
def _(threading):
    # wasmfix: ignore[threading] one short task
    worker = threading.Thread(target=print)
    worker.start()
    return


if __name__ == "__main__":
    app.run()
