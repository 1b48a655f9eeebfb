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
    from datetime import datetime, timedelta, timezone

    return datetime, timedelta, timezone


@app.cell
def _(datetime, timedelta, timezone):
    print(datetime.now(timezone.utc))
    print(datetime.now(timezone(timedelta(hours=2), "CEST")))
    return


if __name__ == "__main__":
    app.run()
