# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import os
    import socket
    return os, socket


@app.cell
def _(os, socket):
    listener = socket.socket(socket.AF_UNIX)
    print(os.getgroups())
    return


if __name__ == "__main__":
    app.run()
