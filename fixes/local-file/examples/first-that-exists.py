# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from pathlib import Path

    root = next(p for p in (Path.cwd(), *Path.cwd().resolve().parents) if (p / "book.toml").exists())
    return Path, mo, root


@app.cell
def _(Path):
    candidates = [Path("measured/rows.csv"), Path("rows.csv")]
    found = next(path for path in candidates if path.exists())
    return (found,)


@app.cell
def _(Path):
    # With a default it goes on.
    maybe = next((path for path in [Path("rows.csv")] if path.exists()), None)
    maybe
    return


if __name__ == "__main__":
    app.run()
