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
    from dataclasses import dataclass
    return dataclass, threading


@app.cell
def _(dataclass, threading):
    @dataclass
    class Thread:
        title: str

    # A thread of a forum, and a question about the one that runs.
    thread = Thread("How do I publish a notebook?")
    print(thread.title, threading.current_thread().name, threading.active_count())
    return


if __name__ == "__main__":
    app.run()
