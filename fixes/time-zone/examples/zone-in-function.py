# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import datetime
    import zoneinfo

    return datetime, zoneinfo


@app.cell
def _(datetime, zoneinfo):
    def local_time(name):
        return datetime.datetime.now(zoneinfo.ZoneInfo(name))

    return (local_time,)


@app.cell
def _(local_time):
    for _name in ["Asia/Tokyo", "America/Lima"]:
        print(local_time(_name))
    return


if __name__ == "__main__":
    app.run()
