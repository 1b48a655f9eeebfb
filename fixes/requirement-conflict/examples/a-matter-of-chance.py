# /// script
# dependencies = [
#     "marimo",
#     "report-both",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import report_both

    print(report_both.render())
    return


if __name__ == "__main__":
    app.run()
