# /// script
# dependencies = [
#     "marimo",
#     "dateutil>=2",
#     "cv2",
#     "PIL; python_version > '3.8'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import cv2
    from dateutil import parser
    from PIL import Image

    return Image, cv2, parser


@app.cell
def _(Image, cv2, parser):
    (cv2.__version__, Image.new("RGB", (8, 8)), parser.parse("2026-11-26"))
    return


if __name__ == "__main__":
    app.run()
