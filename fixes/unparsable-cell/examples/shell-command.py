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
    print("ready")
    return


app._unparsable_cell(
    r"""
    !pip install humanize
    """,
    name="install"
)


if __name__ == "__main__":
    app.run()
