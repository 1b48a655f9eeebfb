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
    _psutil = __import__("psutil")
    print(_psutil.cpu_count())
    return


if __name__ == "__main__":
    app.run()
