# /// script
# dependencies = [
#     "humanize[tests, bogus]; python_version >= '3.9'",
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import humanize

    print(humanize.intcomma(1000))
    return


if __name__ == "__main__":
    app.run()
