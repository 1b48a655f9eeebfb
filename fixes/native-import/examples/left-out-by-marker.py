# /// script
# dependencies = [
#     "marimo",
#     "report-tools @ git+https://example.org/team/report-tools.git ; sys_platform != 'emscripten'",
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
def _():
    import report_tools

    return (report_tools,)


@app.cell
def _(report_tools):
    total = report_tools.total([1, 2, 3])
    return (total,)


@app.cell
def _(mo, total):
    mo.md(f"The sum is {total}.")
    return


if __name__ == "__main__":
    app.run()
