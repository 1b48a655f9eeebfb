# /// script
# dependencies = [
#     "marimo",
#     "marshmallow>=4",
#     "dataclasses-json",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marshmallow

    print(marshmallow.__version__)
    return


if __name__ == "__main__":
    app.run()
