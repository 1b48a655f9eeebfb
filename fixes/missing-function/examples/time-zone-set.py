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
    import time

    return os, time


@app.cell
def _(os, time):
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    print(time.strftime("%H:%M"))
    return


if __name__ == "__main__":
    app.run()
