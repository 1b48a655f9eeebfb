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
    for _key, _value in {"SHOP_REGION": "north", "SHOP_PORT": "80"}.items():
        os.environ[_key] = _value
    return


@app.cell
def _(os):
    env = os.environ.copy()
    env["SHOP_USER"] = "guest"
    print(env["SHOP_USER"], os.environ["SHOP_PORT"])
    return (env,)


if __name__ == "__main__":
    app.run()
