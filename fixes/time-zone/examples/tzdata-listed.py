# /// script
# dependencies = [
#     "marimo",
#     "tzdata",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return ZoneInfo, datetime


@app.cell
def _(ZoneInfo, datetime):
    print(datetime.now(ZoneInfo("Europe/Paris")))
    return


if __name__ == "__main__":
    app.run()
