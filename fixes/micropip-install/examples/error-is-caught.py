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
    try:
        await micropip.install("torch")
    except ValueError:
        print("not here")
    return


if __name__ == "__main__":
    app.run()
