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
    try:
        import psycopg
    except ImportError:
        psycopg = None
    print(psycopg is None)
    return


if __name__ == "__main__":
    app.run()
