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
    import threading

    return asyncio, threading


@app.cell
def _(threading):
    with threading.Lock():
        print("held")
    return


@app.cell
async def _(asyncio):
    event = asyncio.Event()
    event.set()
    await event.wait()
    return


if __name__ == "__main__":
    app.run()
