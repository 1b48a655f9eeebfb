# /// script
# dependencies = [
#     "marimo",
#     "psycopg[binary]; sys_platform != 'emscripten'",
#     "psycopg; sys_platform == 'emscripten'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import psycopg as pg

    return (pg,)


@app.cell
def _(pg):
    version = pg.__version__
    print(version)
    return


if __name__ == "__main__":
    app.run()
