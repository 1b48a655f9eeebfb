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
    settings = {key: os.environ[key] for key in ("DB_HOST", "DB_PORT")}
    return (settings,)


@app.cell
def _(settings):
    print(settings["DB_HOST"].index("."))
    return


if __name__ == "__main__":
    app.run()
