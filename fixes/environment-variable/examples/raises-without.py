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
    missing = [key for key in ("SHOP_USER", "SHOP_TOKEN") if not os.getenv(key)]
    if missing:
        raise RuntimeError(f"not set: {missing}")
    return (missing,)


@app.cell
def _(os):
    if "SHOP_REGION" not in os.environ:
        raise RuntimeError("SHOP_REGION is not set")
    return


@app.cell
def _(os):
    port = int(os.getenv("SHOP_PORT"))
    address = "https://" + os.getenv("SHOP_HOST")
    return address, port


if __name__ == "__main__":
    app.run()
