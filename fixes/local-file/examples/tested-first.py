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
    from pathlib import Path

    return (Path,)


@app.cell
def _(Path):
    path = Path("settings.toml")
    settings = path.read_text() if path.exists() else ""
    return (settings,)


@app.cell
def _(settings):
    print(settings)
    return


if __name__ == "__main__":
    app.run()
