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

    return (socket,)


@app.cell
def _(socket):
    server = socket.socket()
    server.bind(("127.0.0.1", 8000))
    server.listen()
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
