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
    import marimo as mo
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return ZoneInfo, datetime, mo


@app.cell
def _(ZoneInfo, datetime, mo):
    now = datetime.now(ZoneInfo("Europe/Paris"))
    mo.md(f"{now:%H:%M} in Paris")
    return


if __name__ == "__main__":
    app.run()
