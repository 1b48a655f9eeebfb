# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    depth = 3
    depth > 9 and breakpoint()
    print(depth)
    return


if __name__ == "__main__":
    app.run()
