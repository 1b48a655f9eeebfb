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
def _(os):
    for_all = {key: os.environ.get(key, "") for key in ("SHOP_REGION", "SHOP_STAGE")}
    print(for_all["SHOP_REGION"], for_all["SHOP_STAGE"])
    return


if __name__ == "__main__":
    app.run()
