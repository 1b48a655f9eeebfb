# /// script
# dependencies = [
#     "marimo",
#     "opencv-contrib-python",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    mo.md("Only `opencv-contrib-python` has `cv2.ximgproc`.")
    return


if __name__ == "__main__":
    app.run()
