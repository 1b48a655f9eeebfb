# /// script
# dependencies = [
#     "marimo",
#     "psutil",  # wasmfix: ignore[native-package] only used by the tests
#     "pandas",  # wasmfix: ignore[native-package] once it was another one
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import pandas as pd
    return (pd,)


if __name__ == "__main__":
    app.run()
