# /// script
# dependencies = [
#     "marimo",
#     "report-tools @ https://example.org/report_tools-1.0-cp314-cp314-manylinux_2_17_x86_64.whl",
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
    mo.md("""
    The requirement stands in the script block.
    """)
    return


if __name__ == "__main__":
    app.run()
