# /// script
# dependencies = ["marimo", "psutil; sys_platform != 'emscripten'"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import psutil
    return mo, psutil


@app.cell
def _(psutil):
    def describe(process: psutil.Process | None, width: int = 3) -> str:
        known: psutil.Process | None = process
        return "none" if known is None else known.name()
    return (describe,)


@app.cell
def _(describe):
    print(describe(None))
    return


if __name__ == "__main__":
    app.run()
