# ports: either (an async function; the SQL is not literal)

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
    import sqlite3

    return (sqlite3,)


@app.cell
def _(sqlite3):
    conn = sqlite3.connect(":memory:")


    async def ask(sql):
        return conn.execute(sql).fetchall()

    return (ask,)


@app.cell
async def _(ask):
    print(await ask("SELECT 1"))
    return


if __name__ == "__main__":
    app.run()
