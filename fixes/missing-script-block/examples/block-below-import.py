import marimo

# /// script
# dependencies = ["marimo", "numpy"]
# ///

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np

    print(np.ones(3).sum())
    return


if __name__ == "__main__":
    app.run()
