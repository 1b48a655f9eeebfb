# /// script
# dependencies = [
#     "marimo",
#     "opencv-python-headless; sys_platform == 'linux'",
#     "opencv-python; sys_platform != 'linux'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import cv2

    cv2.__version__
    return


if __name__ == "__main__":
    app.run()
