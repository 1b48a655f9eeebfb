# /// script
# dependencies = ["marimo", "aio-pika", "pymemcache"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import aio_pika
    from pymemcache.client.base import Client
    return Client, aio_pika


@app.cell
def _(Client):
    client = Client("localhost")
    client.get("rows")
    return


@app.cell
async def _(aio_pika):
    connection = await aio_pika.connect_robust("amqp://localhost/")
    connection
    return


if __name__ == "__main__":
    app.run()
