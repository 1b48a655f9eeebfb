# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import os
    from unittest.mock import patch
    return os, patch


@app.cell
def _(os, patch):
    with patch.dict(os.environ, {"TOKEN": "for a test"}):
        print(os.environ["TOKEN"])
    return


@app.cell
def _(os, patch):
    @patch.dict("os.environ", REGION="eu")
    def region():
        return os.environ["REGION"]


    region()
    return


if __name__ == "__main__":
    app.run()
