# /// script
# dependencies = [
#     "marimo",
#     "Pillow-SIMD==9.5.0.post1; sys_platform == 'emscripten'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from PIL import Image

    Image.new("RGB", (8, 8))
    return


if __name__ == "__main__":
    app.run()
