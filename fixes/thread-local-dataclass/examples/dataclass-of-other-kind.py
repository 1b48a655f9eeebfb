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
def _(threading):
    local = threading.local()
    local.depth = 1
    return (local,)


@app.cell
def _(dataclass):
    @dataclass
    class State:
        depth: int = 0

    return (State,)


@app.cell
def _(State, local):
    print(State(local.depth))
    return


if __name__ == "__main__":
    app.run()
