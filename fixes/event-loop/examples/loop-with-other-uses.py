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
    loop = asyncio.get_event_loop_policy().new_event_loop()
    own = asyncio.new_event_loop()
    print(own.is_running(), own.time() > 0)
    own.close()
    loop.close()
    return


if __name__ == "__main__":
    app.run()
