# /// script
# dependencies = [
#     "marimo",
#     "psutil; sys_platform != 'emscripten'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import psutil

    memory = psutil.virtual_memory().total
    return (memory,)


@app.cell
def _(memory):
    print(memory)
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
