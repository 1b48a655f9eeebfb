# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import logging
    import logging.handlers

    return (logging,)


@app.cell
def _(logging):
    logging.basicConfig(filename="notebook.log", force=True)
    logging.error("something happened")
    lines = open("notebook.log").readlines()
    lines
    return


@app.cell
def _(logging):
    handler = logging.handlers.RotatingFileHandler("rotated.log")
    print(open("rotated.log").read())
    return


if __name__ == "__main__":
    app.run()
