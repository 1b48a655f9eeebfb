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
    import datetime
    import zoneinfo as zi

    return datetime, zi


@app.cell
def _(datetime, zi):
    UTC = zi.ZoneInfo("UTC")
    print(datetime.datetime(2026, 1, 31, tzinfo=UTC))
    return


if __name__ == "__main__":
    app.run()
