# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
async def _():
    import sys

    if sys.platform != "emscripten":
        import micropip

        await micropip.install("torch")
    return


if __name__ == "__main__":
    app.run()
