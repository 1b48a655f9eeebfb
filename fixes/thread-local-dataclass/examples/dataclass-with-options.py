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
    from dataclasses import dataclass, field
    return dataclass, field, threading


@app.cell
def _(dataclass, field, threading):
    @dataclass(frozen=False)
    class Session(threading.local):
        rows: list = field(default_factory=list)

    session = Session()
    return


if __name__ == "__main__":
    app.run()
