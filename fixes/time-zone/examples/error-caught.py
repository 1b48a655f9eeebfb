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
    from datetime import datetime, timezone
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    return ZoneInfo, ZoneInfoNotFoundError, datetime, timezone


@app.cell
def _(ZoneInfo, ZoneInfoNotFoundError, timezone):
    try:
        zone = ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        zone = timezone.utc
    return (zone,)


@app.cell
def _(datetime, zone):
    print(datetime.now(zone))
    return


if __name__ == "__main__":
    app.run()
