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
    import string
    from operator import itemgetter
    return itemgetter, os, string


@app.cell
def _(os):
    def setting(key):
        return os.environ[key]
    return (setting,)


@app.cell
def _(os, setting):
    env = dict(os.environ)
    print(setting("SHOP_REGION"), env["SHOP_API_KEY"])
    return (env,)


@app.cell
def _(os):
    for _key in ("SHOP_USER", "SHOP_TOKEN"):
        print(os.environ[_key])
    return


@app.cell
def _(itemgetter, os, string):
    host, port = itemgetter("SHOP_HOST", "SHOP_PORT")(os.environ)
    print(string.Template("$SHOP_SCHEME://x").substitute(os.environ))
    return host, port


if __name__ == "__main__":
    app.run()
