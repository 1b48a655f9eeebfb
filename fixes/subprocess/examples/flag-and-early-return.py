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
    import sys

    IN_BROWSER = "pyodide" in sys.modules
    return IN_BROWSER, os


@app.cell
def _(IN_BROWSER, os):
    def fetch():
        if IN_BROWSER:
            return "skipped"
        return os.popen("git fetch").read()

    return (fetch,)


@app.cell
def _(IN_BROWSER, fetch, os):
    status = None if IN_BROWSER else os.system("git status")
    print(fetch(), status)
    return


if __name__ == "__main__":
    app.run()
