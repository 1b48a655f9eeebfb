# /// script
# dependencies = [
#     "marimo",
#     "numpy==1.26.0; sys_platform != 'emscripten'",
#     "numpy; sys_platform == 'emscripten'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np

    print(np.arange(3).sum())
    return


if __name__ == "__main__":
    app.run()
