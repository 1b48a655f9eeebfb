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
    import http
    import socket

    return http, socket


@app.cell
def _(http, socket):
    print(socket.gethostname(), socket.AF_INET, http.HTTPStatus.OK)
    return


@app.class_definition
class Plug:
    def connect(self, socket):
        return f"plugged into {socket}"


@app.cell
def _():
    print(Plug().connect("kitchen"))
    return


if __name__ == "__main__":
    app.run()
