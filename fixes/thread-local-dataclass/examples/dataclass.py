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
    class State(threading.local):
        depth: int = 0

    return (State,)


@app.cell
def _(State):
    print(State().depth)
    return


if __name__ == "__main__":
    app.run()
