# /// script
# dependencies = [
#     "marimo",
#     "packaging==24.0",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from packaging.version import Version

    print(Version("1.0"))
    return


if __name__ == "__main__":
    app.run()
