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
    from psycopg.rows import dict_row

    return (dict_row,)


@app.cell
def _(dict_row):
    print(dict_row.__name__)
    return


if __name__ == "__main__":
    app.run()
