# /// script
# dependencies = [
#     "marimo",
#     "celery",
#     "gevent",
#     "uvloop",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    mo.md("A queue needs a broker, and a page has none.")
    return


if __name__ == "__main__":
    app.run()
