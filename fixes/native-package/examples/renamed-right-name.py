# /// script
# dependencies = [
#     "marimo",
#     "opencv-python",
#     "scikit-learn",
#     "Pillow",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import cv2
    import sklearn
    from PIL import Image

    names = ["sklearn", "opencv-python-headless"]
    (cv2.__version__, sklearn.__version__, Image.new("RGB", (8, 8)), names)
    return


if __name__ == "__main__":
    app.run()
