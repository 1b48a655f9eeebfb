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
    import queue
    import threading

    return queue, threading


@app.cell
def _(queue, threading):
    lock = threading.Lock()
    jobs = queue.Queue()
    with lock:
        jobs.put(threading.current_thread().name)
    return (jobs,)


@app.cell
def _(jobs):
    print(jobs.get())
    return


if __name__ == "__main__":
    app.run()
