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
    transport, protocol = await loop.create_connection(asyncio.Protocol, "example.org", 80)
    transport
    return


@app.cell
async def _(asyncio):
    server = await asyncio.get_event_loop().create_server(asyncio.Protocol, "127.0.0.1", 8000)
    server
    return


if __name__ == "__main__":
    app.run()
