# /// script
# dependencies = [
#     "marimo",
#     "report-tables[html]",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import report_tables

    print(report_tables.render())
    return


if __name__ == "__main__":
    app.run()
