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
    class Machine:
        name = "here"
        cores = psutil.cpu_count()
    return (Machine,)


@app.cell
def _(Machine):
    print(Machine.cores)
    return


if __name__ == "__main__":
    app.run()
