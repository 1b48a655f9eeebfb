# /// script
# dependencies = ["marimo", "psutil; sys_platform != 'emscripten'"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import functools
    import psutil
    return functools, mo, psutil


@app.cell
def _(functools, psutil):
    @functools.singledispatch
    def describe(process):
        return str(process)


    @describe.register
    def _(process: psutil.Process):
        return process.name()
    return (describe,)


@app.cell
def _(describe):
    print(describe(None))
    return


if __name__ == "__main__":
    app.run()
