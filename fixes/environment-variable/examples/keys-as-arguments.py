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
    import marimo as mo

    return mo, os


@app.cell
def _(mo, os):
    settings = {"user": os.environ["REPORT_USER"], "token": os.environ["REPORT_TOKEN"]}
    mo.md(", ".join(sorted(settings)))
    return


@app.cell
def _(os):
    host = os.getenv("REPORT_HOST").strip("/")
    return


if __name__ == "__main__":
    app.run()
