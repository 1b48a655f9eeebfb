# /// script
# dependencies = [
#     "marimo[sql]",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    answer = mo.sql(
        f"""
        SELECT 42 AS answer
        """
    )
    return


if __name__ == "__main__":
    app.run()
