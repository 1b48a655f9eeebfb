# /// script
# dependencies = [
#     "marimo",
#     "pure-tables",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import pure_tables

    print(pure_tables.version())
    return


if __name__ == "__main__":
    app.run()
