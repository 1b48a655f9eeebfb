# /// script
# dependencies = [
#     "marimo",
#     "nilearn",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from nilearn.plotting import plot_img

    return (plot_img,)


@app.cell
def _(plot_img):
    plot_img("https://example.org/brain.nii.gz")
    return


if __name__ == "__main__":
    app.run()
