import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import humanize
    import marimo as mo

    return humanize, mo


@app.cell
def _(humanize, mo):
    template = """
    # /// script
    # dependencies = ["marimo"]
    # ///
    """
    mo.plain_text(template + humanize.intword(10))
    return


if __name__ == "__main__":
    app.run()
