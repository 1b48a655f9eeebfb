# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()

@app.cell
def _():
    import marimo as mo
    import os
    return mo, os


@app.cell
def _(mo, os):
    who = mo.ui.text(value=os.environ["SHOP_PLAYER"], label="Player")
    who
    return (who,)


@app.cell
def _(mo, os):
    token = mo.ui.text(os.environ["SHOP_API_TOKEN"], kind="password")
    token
    return (token,)


@app.cell
def _(mo, token, who):
    mo.stop(not token.value, mo.md("Fill in the token."))
    print("hello", who.value, len(token.value))
    return


@app.cell
def _(mo, os):
    size = mo.ui.text(value=os.environ["SHOP_SIZE"])
    size
    return (size,)


@app.cell
def _(size):
    print(int(size.value))
    return


if __name__ == "__main__":
    app.run()
