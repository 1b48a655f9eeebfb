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
    class MySQLdb:
        version = "1"

    return (MySQLdb,)


@app.cell
def _(MySQLdb):
    print(MySQLdb.version)
    return


if __name__ == "__main__":
    app.run()
