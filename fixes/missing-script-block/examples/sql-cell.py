import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    answer = mo.sql("SELECT 42 AS answer")
    return (answer,)


@app.cell
def _(answer, mo):
    mo.md(f"{len(answer)} row")
    return


if __name__ == "__main__":
    app.run()
