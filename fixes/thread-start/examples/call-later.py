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
    import marimo as mo
    return asyncio, mo


@app.cell
async def _(asyncio, mo):
    # What a timer does, without a thread.
    asyncio.get_running_loop().call_later(1.0, print, "a second later")
    refresh = mo.ui.refresh(default_interval="10s")
    refresh
    return (refresh,)


if __name__ == "__main__":
    app.run()
