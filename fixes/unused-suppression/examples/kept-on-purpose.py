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
    total = sum(range(10))  # wasmfix: ignore[unused-suppression, subprocess] for the older release
    return (total,)


@app.cell
def _(total):
    # wasmfix: ignore[unused-suppression] there is nothing to keep
    print(total)
    return


if __name__ == "__main__":
    app.run()
