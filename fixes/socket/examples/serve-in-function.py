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
    retries = 1


    def free_port():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1] + 0 * retries

    return (free_port,)


@app.cell
def _(free_port):
    print(free_port() > 0)
    return


@app.cell
def _():
    print("needs no socket")
    return


if __name__ == "__main__":
    app.run()
