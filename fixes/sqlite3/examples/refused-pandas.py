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
    import pandas as pd
    import sqlite3

    return pd, sqlite3


@app.cell
def _(pd, sqlite3):
    conn = sqlite3.connect(":memory:")
    print(pd.read_sql("SELECT 1 AS one", conn))
    return


if __name__ == "__main__":
    app.run()
