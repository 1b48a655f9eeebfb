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
    async def answer(question):
        await asyncio.sleep(0)
        return len(question)

    return (answer,)


@app.cell
def _(answer, asyncio):
    print(asyncio.run(answer("how many?")), [asyncio.run(answer(word)) for word in ("a", "bc")])
    return


@app.cell
def _(answer, asyncio):
    asyncio.run(answer("and shown?"), debug=True)
    return


if __name__ == "__main__":
    app.run()
