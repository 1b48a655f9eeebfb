# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import os
    return (os,)


@app.cell
def _(os):
    def setting(key, default=""):
        return os.environ.get(key, default)
    return (setting,)


@app.cell
def _(os, setting):
    port = os.getenv("SHOP_PORT")
    print(int(port) if port else 80, setting("SHOP_REGION").upper())
    if "CI" in os.environ:
        raise RuntimeError("not here")
    return (port,)


if __name__ == "__main__":
    app.run()
