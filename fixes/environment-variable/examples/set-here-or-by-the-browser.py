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
    import os

    return (os,)


@app.cell
def _(os):
    os.environ["SHOP_REGION"] = "north"
    print(os.environ["SHOP_REGION"], os.environ["HOME"], os.environ["LANG"])
    return


if __name__ == "__main__":
    app.run()
