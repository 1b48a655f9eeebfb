# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import xmlrpc.client

    return (xmlrpc,)


@app.cell
def _(xmlrpc):
    proxy = xmlrpc.client.ServerProxy("http://127.0.0.1:8000/")
    proxy.add(1, 2)
    return


if __name__ == "__main__":
    app.run()
