# /// script
# dependencies = [
#     "fast-tables",
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import fast_tables

    print(fast_tables.version())
    return


if __name__ == "__main__":
    app.run()
