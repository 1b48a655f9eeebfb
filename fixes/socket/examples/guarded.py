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
    import socket
    import sys

    return socket, sys


@app.cell
def _(socket, sys):
    port = None
    if sys.platform != "emscripten":
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    print(port is None or port > 0)
    return


if __name__ == "__main__":
    app.run()
