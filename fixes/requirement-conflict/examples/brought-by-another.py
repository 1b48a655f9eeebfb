# /// script
# dependencies = [
#     "marimo",
#     "report-forms",
#     "report-tables",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import report_forms

    print(report_forms.render())
    return


if __name__ == "__main__":
    app.run()
