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
    @dataclass
    class Session:
        # A field of that type is not the class itself.
        state: threading.local = field(default_factory=threading.local)

    session = Session()
    session.state.rows = []
    return


if __name__ == "__main__":
    app.run()
