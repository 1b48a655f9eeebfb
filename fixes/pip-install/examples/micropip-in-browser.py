# /// script
# dependencies = [
#     "marimo",
#     "humanize",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
async def _():
    import sys

    if sys.platform == "emscripten":
        import micropip

        await micropip.install("humanize")

    import humanize

    return (humanize,)


@app.cell
def _(humanize):
    print(humanize.ordinal(2))
    return


if __name__ == "__main__":
    app.run()
