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
    import marimo as mo
    import os

    return mo, os


@app.cell
def _(mo, os):
    mo.md(f"""
    # Region {os.environ['SHOP_REGION']}
    """)
    return


@app.cell
def _(os):
    fast = os.environ["SHOP_FAST"] == "1"
    return (fast,)


@app.cell
def _(fast, mo, os):
    token = os.environ["SHOP_TOKEN"]
    mo.stop(not token, mo.md("No token, no prices."))
    print("fast" if fast else "slow", token[:4])
    return (token,)


if __name__ == "__main__":
    app.run()
