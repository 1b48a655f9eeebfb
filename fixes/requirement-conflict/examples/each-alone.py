# /// script
# dependencies = [
#     "dataclasses-json",
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import dataclasses_json

    print(dataclasses_json.__name__)
    return


if __name__ == "__main__":
    app.run()
