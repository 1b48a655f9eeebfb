# /// script
# dependencies = [
#     "marimo",
#     "apsw",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import apsw

    return (apsw,)


@app.cell
def _(apsw):
    connection = apsw.Connection(":memory:")
    print(connection.execute("SELECT 1 + 1").fetchall())
    return


if __name__ == "__main__":
    app.run()
