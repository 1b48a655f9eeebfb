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
    import micropip
    return (micropip,)


@app.cell
async def _(micropip):
    for _package in ["humanize", "torch"]:
        await micropip.install(_package)
    import humanize
    return (humanize,)


if __name__ == "__main__":
    app.run()
