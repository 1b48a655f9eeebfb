# /// script
# dependencies = [
#     "dataclasses-json; sys_platform != 'emscripten'",
#     "marimo",
#     "marshmallow",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marshmallow

    print(marshmallow.__version__)
    return


if __name__ == "__main__":
    app.run()
