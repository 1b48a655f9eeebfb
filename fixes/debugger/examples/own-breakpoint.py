# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.function
def columns(width, breakpoint):
    return 1 if width < breakpoint(width) else 2


@app.cell
def _():
    print(columns(500, lambda width: 640))
    return


if __name__ == "__main__":
    app.run()
