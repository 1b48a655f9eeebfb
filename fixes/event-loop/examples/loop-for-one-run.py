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
    import asyncio

    return (asyncio,)


@app.cell
def _(asyncio):
    async def answer():
        await asyncio.sleep(0)
        return "ready"
    label = "state:"
    return answer, label


@app.cell
def _(answer, asyncio, label):
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        print(label, loop.run_until_complete(answer()).upper())
    finally:
        loop.close()
    return


if __name__ == "__main__":
    app.run()
