# /// script
# dependencies = [
#     "marimo",
#     "humanize",
#     "numpy",
#     'opencv-python-headless>=4.10',  # no windows on the server
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import cv2
    import humanize
    import numpy as np

    humanize.intcomma(int(cv2.blur(np.full((4, 4), 9), (2, 2)).sum()))
    return


if __name__ == "__main__":
    app.run()
