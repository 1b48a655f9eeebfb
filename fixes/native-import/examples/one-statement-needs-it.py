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
    radius = 2
    print("cores", psutil.cpu_count())
    scale = 10
    return radius, scale


@app.cell
def _(radius, scale):
    print(radius * scale)
    return


if __name__ == "__main__":
    app.run()
