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
    await micropip.install("my-niche-lib")
    import my_niche_lib
    return (my_niche_lib,)


if __name__ == "__main__":
    app.run()
