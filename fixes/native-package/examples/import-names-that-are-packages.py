# /// script
# dependencies = [
#     "marimo",
#     "bs4",
#     "python-dateutil",
#     "pyyaml",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import dateutil
    import yaml

    (dateutil.__version__, yaml.safe_load("a: 1"))
    return


if __name__ == "__main__":
    app.run()
