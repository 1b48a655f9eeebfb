# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import asyncio

    return (asyncio,)


@app.cell
async def _(asyncio):
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, print, "later")
    task = loop.create_task(asyncio.sleep(0))
    await task
    print(await loop.run_in_executor(None, sum, [1, 2]), loop.time())
    return


if __name__ == "__main__":
    app.run()
